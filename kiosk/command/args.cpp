#include "kiosk/command/args.h"

#include <algorithm>

namespace pillarbox::command {
namespace {

constexpr std::size_t helpColumns = 96;
constexpr std::size_t helpIndent = 30;

Fault usage(const Syntax& syntax, const std::string& sentence) {
  return {FaultCode::wrongUsage,
          std::string(syntax.command) + ": " + sentence + "; see pillarbox " + std::string(syntax.command) + " --help"};
}

const Option* byName(const Syntax& syntax, std::string_view name) {
  const auto at = std::find_if(syntax.options.begin(), syntax.options.end(),
                               [&](const Option& option) { return option.name == name; });
  return at == syntax.options.end() ? nullptr : &*at;
}

const Option* byLetter(const Syntax& syntax, char letter) {
  const auto at = std::find_if(syntax.options.begin(), syntax.options.end(),
                               [&](const Option& option) { return option.letter != '\0' && option.letter == letter; });
  return at == syntax.options.end() ? nullptr : &*at;
}

std::string shown(const Option& option) {
  std::string text = option.letter != '\0' ? std::string("-") + option.letter + ", " : std::string("    ");
  text += "--" + std::string(option.name);
  if (!option.value.empty()) text += " " + std::string(option.value);
  return text;
}

// One word of the command line taken apart.
struct Word {
  const Option* option = nullptr;  // null for a positional
  std::optional<std::string> attached;
};

Result<Word> readWord(const Syntax& syntax, const std::string& word) {
  if (word.size() < 2 || word[0] != '-') return Word{};
  if (word[1] == '-') {
    const auto equals = word.find('=');
    const std::string name = word.substr(2, equals == std::string::npos ? equals : equals - 2);
    const Option* option = byName(syntax, name);
    if (!option) return usage(syntax, "there is no option --" + name);
    Word read{option, std::nullopt};
    if (equals != std::string::npos) read.attached = word.substr(equals + 1);
    return read;
  }
  const Option* option = byLetter(syntax, word[1]);
  if (!option) return usage(syntax, std::string("there is no option -") + word[1]);
  Word read{option, std::nullopt};
  if (word.size() > 2) read.attached = word.substr(2);
  return read;
}

void wrapInto(std::string& out, std::string_view text, std::size_t indent, std::size_t column) {
  while (!text.empty()) {
    const auto end = text.find(' ');
    const std::string_view word = text.substr(0, end);
    if (column + word.size() + 1 > helpColumns && column > indent) {
      out += "\n" + std::string(indent, ' ');
      column = indent;
    } else if (column > indent) {
      out += " ";
      ++column;
    }
    out += word;
    column += word.size();
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  out += "\n";
}

}  // namespace

bool Args::has(std::string_view option) const {
  return m_options.find(option) != m_options.end();
}

std::string Args::value(std::string_view option) const {
  return valueIf(option).value_or("");
}

std::optional<std::string> Args::valueIf(std::string_view option) const {
  const auto& all = values(option);
  if (all.empty()) return std::nullopt;
  return all.back();
}

const std::vector<std::string>& Args::values(std::string_view option) const {
  static const std::vector<std::string> none;
  const auto at = m_options.find(option);
  return at == m_options.end() ? none : at->second;
}

std::optional<std::string> Args::positional(std::string_view name) const {
  const auto at = m_positionals.find(name);
  if (at == m_positionals.end()) return std::nullopt;
  return at->second;
}

const std::string& Args::required(std::string_view name) const {
  static const std::string none;
  const auto at = m_positionals.find(name);
  return at == m_positionals.end() ? none : at->second;
}

Result<Args> parseArgs(const Syntax& syntax, std::span<const std::string> words) {
  Args args;
  for (const std::string& word : words) {
    if (word == "--") break;
    if (word == "--help" || word == "-h") {
      args.m_help = true;
      return args;
    }
  }
  std::vector<std::string> loose;
  bool optionsEnded = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (optionsEnded) {
      loose.push_back(words[i]);
      continue;
    }
    if (words[i] == "--") {
      optionsEnded = true;
      continue;
    }
    PB_TRY_VALUE(const Word word, readWord(syntax, words[i]));
    if (!word.option) {
      loose.push_back(words[i]);
      continue;
    }
    const std::string name(word.option->name);
    auto& values = args.m_options[name];
    if (word.option->value.empty()) {
      if (word.attached) return usage(syntax, "--" + name + " takes no value");
      continue;
    }
    if (!values.empty() && !word.option->repeatable) return usage(syntax, "--" + name + " was given twice");
    if (word.attached) {
      values.push_back(*word.attached);
    } else if (i + 1 < words.size()) {
      values.push_back(words[++i]);
    } else {
      return usage(syntax, "--" + name + " needs a value (" + std::string(word.option->value) + ")");
    }
    if (values.back().empty()) return usage(syntax, "--" + name + " was given an empty value");
  }
  const bool repeats = !syntax.positionals.empty() && syntax.positionals.back().repeatable;
  if (repeats && loose.size() >= syntax.positionals.size()) {
    const auto first = loose.begin() + static_cast<std::ptrdiff_t>(syntax.positionals.size()) - 1;
    for (auto each = first; each != loose.end(); ++each) {
      if (each->empty()) return usage(syntax, std::string(syntax.positionals.back().name) + " is empty");
    }
    args.m_rest.assign(first, loose.end());
    loose.erase(first + 1, loose.end());
  }
  if (loose.size() > syntax.positionals.size()) {
    return usage(syntax, "'" + loose[syntax.positionals.size()] + "' is one argument too many");
  }
  for (std::size_t i = 0; i < syntax.positionals.size(); ++i) {
    const Positional& positional = syntax.positionals[i];
    if (i < loose.size()) {
      if (loose[i].empty()) return usage(syntax, std::string(positional.name) + " is empty");
      args.m_positionals.emplace(positional.name, loose[i]);
    } else if (positional.required) {
      return usage(syntax, std::string(positional.name) + " is missing");
    }
  }
  for (const Option& option : syntax.options) {
    if (option.required && !args.has(option.name))
      return usage(syntax, "--" + std::string(option.name) + " is missing");
  }
  return args;
}

std::string usageLine(const Syntax& syntax) {
  std::string line = "pillarbox " + std::string(syntax.command);
  for (const Positional& positional : syntax.positionals) {
    const std::string name = std::string(positional.name) + (positional.repeatable ? "..." : "");
    line += positional.required ? " " + name : " [" + name + "]";
  }
  for (const Option& option : syntax.options) {
    std::string one = option.letter != '\0' ? std::string("-") + option.letter : "--" + std::string(option.name);
    if (!option.value.empty()) one += " " + std::string(option.value);
    line += option.required ? " " + one : " [" + one + "]";
    if (option.repeatable) line += "...";
  }
  return line;
}

std::string helpText(const Syntax& syntax) {
  std::string text = std::string(syntax.summary) + ".\n\nUsage: ";
  wrapInto(text, usageLine(syntax), 7, 7);
  if (!syntax.options.empty()) text += "\n";
  for (const Option& option : syntax.options) {
    std::string left = "  " + shown(option);
    if (left.size() + 2 > helpIndent) {
      text += left + "\n" + std::string(helpIndent, ' ');
    } else {
      text += left + std::string(helpIndent - left.size(), ' ');
    }
    wrapInto(text, option.help, helpIndent, helpIndent);
  }
  if (!syntax.more.empty()) text += "\n" + std::string(syntax.more);
  return text;
}

}  // namespace pillarbox::command
