#include "server/service/pandoc.h"

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "server/service/brief_styles.h"
#include "server/service/child_process.h"

namespace fupan::service {
namespace {

namespace fs = std::filesystem;

// What is left of pandoc's Markdown is plain: complicated tables are drawn with lines, nothing becomes HTML.
constexpr const char* kMarkdown =
    "--to=markdown-raw_html-native_divs-native_spans-fenced_divs-bracketed_spans-header_attributes-link_attributes"
    "-auto_identifiers-simple_tables-multiline_tables-smart-raw_attribute";
constexpr const char* kMemory = "-M512M";  // of pandoc's own heap

// Debian's pandoc keeps what a new DOCX is made of in files, which its sandbox does not let it see unless they are
// named on the command line. Other builds carry them inside.
constexpr const char* kPandocData = "/usr/share/pandoc/data";

constexpr const char* kStyles = "styles.docx";

class TemporaryFolder {
 public:
  static Result<TemporaryFolder> make() {
    std::error_code error;
    std::string name = (fs::temp_directory_path(error) / "fupan-pandoc-XXXXXX").string();
    if (error || ::mkdtemp(name.data()) == nullptr) {
      return make_error(ErrorCode::kIo, "cannot make a temporary folder for pandoc");
    }
    return TemporaryFolder(name);
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  TemporaryFolder(TemporaryFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  const fs::path& path() const { return path_; }

 private:
  explicit TemporaryFolder(fs::path path) : path_(std::move(path)) {}
  fs::path path_;
};

std::vector<std::string> pandoc() { return {"pandoc", "+RTS", kMemory, "-RTS", "--sandbox"}; }

// Names the files below kPandocData/docx, as pandoc asks for them from `folder`.
Status hand_in_data(const fs::path& folder, std::vector<std::string>& arguments) {
  std::error_code error;
  if (!fs::is_directory(fs::path(kPandocData) / "docx", error)) return ok_status();
  fs::create_directory(folder / "data", error);
  if (!error) fs::create_directory_symlink(kPandocData, folder / "data" / "data", error);
  fs::recursive_directory_iterator files(fs::path(kPandocData) / "docx", error);
  for (; !error && files != fs::recursive_directory_iterator(); files.increment(error)) {
    if (!files->is_regular_file(error)) continue;
    const fs::path name = fs::path("data/data") / files->path().lexically_relative(kPandocData);
    arguments.push_back("--epub-embed-font=" + name.string());  // an option that takes any number of files
  }
  if (error) return make_error(ErrorCode::kIo, "pandoc's data files: " + error.message());
  return ok_status();
}

}  // namespace

bool is_docx(std::string_view bytes) { return bytes.starts_with("PK\x03\x04"); }

Result<std::string> docx_to_markdown(std::string_view docx) {
  ChildCommand command{pandoc()};
  for (const char* argument : {"--from=docx", kMarkdown, "--wrap=none", "--quiet"}) {
    command.arguments.emplace_back(argument);
  }
  return run_child(command, docx);
}

Result<std::string> markdown_to_docx(std::string_view markdown, std::string_view lang) {
  const auto folder = TemporaryFolder::make();
  if (!folder) return folder.error();
  ChildCommand command{pandoc(), folder->path()};
  for (const char* argument : {"--from=commonmark+pipe_tables", "--to=docx", "--quiet", "--output=-"}) {
    command.arguments.emplace_back(argument);
  }
  command.arguments.push_back(lang == "zh" ? "--metadata=lang:zh-CN" : "--metadata=lang:en-GB");
  std::ofstream(folder->path() / kStyles, std::ios::binary) << brief_styles();
  command.arguments.push_back(std::string("--reference-doc=") + kStyles);
  if (Status handed = hand_in_data(folder->path(), command.arguments); !handed) return handed.error();
  return run_child(command, markdown);
}

}  // namespace fupan::service
