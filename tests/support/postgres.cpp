#include "tests/support/postgres.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

namespace pillarbox::support {

namespace {

constexpr const char* programs = "/usr/lib/postgresql/15/bin/";
constexpr unsigned nobody = 65534;

// As the user that a cluster's files belong to.
std::vector<std::string> asOwner(std::vector<std::string> words) {
  if (::geteuid() != 0) return words;
  std::vector<std::string> all = {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"};
  for (std::string& word : words) all.push_back(std::move(word));
  return all;
}

std::string newFolder() {
  std::string name = "/tmp/pillarbox-postgres-XXXXXX";
  if (::mkdtemp(name.data()) == nullptr) return {};
  if (::geteuid() == 0 && ::chown(name.c_str(), nobody, nobody) != 0) return {};
  return name;
}

// An empty cluster takes seconds to make and a moment to copy: made once beside the programs.
bool copyCluster(const std::string& folder) {
  const std::string kept = std::string(PILLARBOX_BIN_DIR) + "/../postgres-cluster";
  if (!std::filesystem::exists(kept)) {
    const std::string making = newFolder();
    const Ran made = run(asOwner({std::string(programs) + "initdb", "-D", making + "/data", "-U", "postgres", "-A",
                                  "trust", "-E", "UTF8", "--locale=C", "--no-sync"}));
    if (made.exit != 0) return false;
    const std::string mine = kept + "." + std::to_string(::getpid());
    run({"cp", "-a", making + "/data", mine});
    std::error_code error;
    std::filesystem::rename(mine, kept, error);  // another test may have been first
    std::filesystem::remove_all(mine, error);
    std::filesystem::remove_all(making, error);
  }
  return run({"cp", "-a", kept, folder + "/data"}).exit == 0;
}

}  // namespace

bool Postgres::installed() {
  return ::access((std::string(programs) + "postgres").c_str(), X_OK) == 0;
}

Postgres::Postgres() : m_folder(newFolder()) {
  if (installed() && copyCluster(m_folder)) start();
}

Postgres::~Postgres() {
  if (m_running) kill();
  std::error_code error;
  if (!m_folder.empty()) std::filesystem::remove_all(m_folder, error);
}

bool Postgres::start() {
  const Ran ran = run(asOwner(
      {std::string(programs) + "pg_ctl", "-D", m_folder + "/data", "-w", "-s", "-l", m_folder + "/log", "-o",
       "-c listen_addresses= -c max_connections=40 -c recovery_init_sync_method=syncfs -k " + m_folder, "start"}));
  m_running = ran.exit == 0;
  return m_running;
}

void Postgres::stop() {
  run(asOwner({std::string(programs) + "pg_ctl", "-D", m_folder + "/data", "-w", "-s", "-m", "fast", "stop"}));
  m_running = false;
}

void Postgres::kill() {
  run(asOwner({std::string(programs) + "pg_ctl", "-D", m_folder + "/data", "-w", "-s", "-m", "immediate", "stop"}));
  m_running = false;
}

std::string Postgres::database(const std::string& name) {
  ask("postgres", "CREATE DATABASE " + name);
  return "host=" + m_folder + " user=postgres dbname=" + name;
}

std::string Postgres::databaseIn(const std::string& folder, const std::string& name) {
  if (::geteuid() == 0 && ::chown(folder.c_str(), nobody, nobody) != 0) return {};
  ask("postgres", "CREATE TABLESPACE apart LOCATION '" + folder + "'");
  ask("postgres", "CREATE DATABASE " + name + " TABLESPACE apart");
  return "host=" + m_folder + " user=postgres dbname=" + name;
}

std::string Postgres::ask(const std::string& database, const std::string& sql) {
  return run({"psql", "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-h", m_folder, "-U", "postgres", "-d", database,
              "-c", sql})
      .out;
}

}  // namespace pillarbox::support
