// Command-line arguments from a declaration: parsing, precise usage errors, and the --help text. Pure.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace pillarbox::command {

struct Option {
  std::string_view name;   // "passphrase-file": given as --passphrase-file F or --passphrase-file=F
  char letter = '\0';      // 'o': also -o F or -oF; none if zero
  std::string_view value;  // what the help calls its value: "FILE"; empty for a flag
  std::string_view help;
  bool repeatable = false;
  bool required = false;
};

struct Positional {
  std::string_view name;  // "DIR"
  bool required = true;
  bool repeatable = false;  // the last one only: it takes all the rest
};

struct Syntax {
  std::string_view command;  // "roster import"
  std::string_view summary;  // one line, no full stop
  std::vector<Positional> positionals;
  std::vector<Option> options;
  std::string_view more = {};  // further paragraphs of the help; ends with a newline
};

class Args {
 public:
  bool has(std::string_view option) const;
  // The last value given; empty if none. Never a secret: those come from files.
  std::string value(std::string_view option) const;
  std::optional<std::string> valueIf(std::string_view option) const;
  const std::vector<std::string>& values(std::string_view option) const;
  // By name in the Syntax; nothing if it was left out.
  std::optional<std::string> positional(std::string_view name) const;
  const std::string& required(std::string_view name) const;
  // Of a repeatable positional, all of them in order.
  const std::vector<std::string>& rest() const { return m_rest; }
  bool wantsHelp() const { return m_help; }

 private:
  friend Result<Args> parseArgs(const Syntax& syntax, std::span<const std::string> words);
  std::map<std::string, std::vector<std::string>, std::less<>> m_options;
  std::map<std::string, std::string, std::less<>> m_positionals;
  std::vector<std::string> m_rest;
  bool m_help = false;
};

// `words` are those after the command's own. wrongUsage with one sentence that names the word at fault. Options may
// stand anywhere; "--" ends them; "-" alone is a positional. --help (or -h) needs nothing else to be right.
Result<Args> parseArgs(const Syntax& syntax, std::span<const std::string> words);

// "pillarbox roster import DIR FILE.csv [--dry-run]"
std::string usageLine(const Syntax& syntax);
std::string helpText(const Syntax& syntax);

}  // namespace pillarbox::command
