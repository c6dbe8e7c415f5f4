#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "core/text/fold.h"
#include "importers/importer.h"
#include "importers/metadata/file_name.h"

namespace fupan::importers {
namespace {

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Folders that tools fill. Other folders with a dot (.github, .specify) hold documents that people write.
bool is_tool_folder(std::string_view folder) {
  static constexpr std::array<std::string_view, 12> kFolders{".git",  ".svn",         ".hg",    ".bzr",
                                                             "cvs",   "node_modules", ".venv",  "__pycache__",
                                                             ".idea", ".vscode",      ".cache", "__macosx"};
  return contains(kFolders, text::fold(folder));
}

bool is_backup_extension(std::string_view extension) {
  static constexpr std::array<std::string_view, 8> kExtensions{"orig", "rej", "swp",    "swo",
                                                               "tmp",  "old", "backup", "temp"};
  if (contains(kExtensions, extension)) return true;
  return extension.starts_with("bak") &&
         std::all_of(extension.begin() + 3, extension.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_document_extension(std::string_view extension) {
  static constexpr std::array<std::string_view, 6> kExtensions{"md", "markdown", "mdown", "mkd", "mkdn", "txt"};
  return contains(kExtensions, extension);
}

// Files without extension, or with .txt, that are not written for readers. Folded.
bool is_program_name(std::string_view name) {
  static constexpr std::array<std::string_view, 34> kNames{
      "license",         "licence",     "copying",     "copying.lesser", "notice",        "authors",
      "codeowners",      "makefile",    "gnumakefile", "dockerfile",     "containerfile", "vagrantfile",
      "jenkinsfile",     "procfile",    "gemfile",     "rakefile",       "pipfile",       "brewfile",
      "justfile",        "podfile",     "fastfile",    "gradlew",        "mvnw",          "version",
      "owners",          "build",       "workspace",   "cmakelists.txt", "robots.txt",    "requirements.txt",
      "constraints.txt", "license.txt", "licence.txt", "humans.txt"};
  return contains(kNames, name) || (name.starts_with("requirements") && name.ends_with(".txt"));
}

FileVerdict skip(std::string reason) { return {false, std::move(reason)}; }

FileVerdict judge_name(std::string_view name) {
  const std::string extension = extension_of(name);
  if (name.ends_with('~') || is_backup_extension(extension) || (name.starts_with('#') && name.ends_with('#'))) {
    return skip("a backup copy");
  }
  if (name.starts_with('.')) return skip("a hidden file");
  if (name.starts_with("~$")) return skip("a lock file of an office program");
  if (is_program_name(text::fold(name))) return skip("not a document (" + std::string(name) + ")");
  if (extension.empty() || is_document_extension(extension)) return {true, {}};
  return skip("not a document format that Fupan reads (." + extension + ")");
}

}  // namespace

FileVerdict judge_path(std::string_view path) {
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/')) {
    const std::string_view folder = path.substr(0, slash);
    if (is_tool_folder(folder)) return skip("inside " + std::string(folder) + ", which tools fill");
    path.remove_prefix(slash + 1);
  }
  if (path.empty()) return skip("not a file");
  return judge_name(path);
}

}  // namespace fupan::importers
