#include "server/service/file_list.h"

#include <algorithm>
#include <array>
#include <set>
#include <system_error>

#include "core/text/utf8.h"
#include "importers/importer.h"

namespace fupan::service {
namespace {

namespace fs = std::filesystem;

constexpr std::array kPassedOver{".git", ".svn", ".hg", "node_modules"};
constexpr std::uintmax_t kMaxFileBytes = std::uintmax_t{64} << 20U;

ListedFile judge(const fs::directory_entry& entry, const fs::path& root) {
  std::error_code failed;
  ListedFile listed{entry.path(), text::to_valid_utf8(entry.path().lexically_relative(root).generic_string()), {}};
  const importers::FileVerdict verdict = importers::judge_path(listed.path);
  if (entry.is_symlink(failed)) {
    listed.skip_reason = "symbolic link; import what it points to instead";
  } else if (!entry.is_regular_file(failed)) {
    listed.skip_reason = "not a regular file";
  } else if (!verdict.accepted) {
    listed.skip_reason = verdict.reason;
  } else if (const std::uintmax_t bytes = entry.file_size(failed); bytes > kMaxFileBytes) {
    listed.skip_reason = "larger than 64 MiB";
  } else {
    listed.bytes = bytes;
  }
  return listed;
}

Status walk(const fs::path& folder, const fs::path& root, std::vector<ListedFile>& out) {
  std::error_code failed;
  std::vector<fs::directory_entry> entries;
  for (fs::directory_iterator i(folder, failed), end; !failed && i != end; i.increment(failed)) entries.push_back(*i);
  if (failed) {
    if (folder == root) return make_error(ErrorCode::kIo, "read folder " + folder.string() + ": " + failed.message());
    out.push_back({folder, folder.lexically_relative(root).generic_string(), "folder not readable: " + failed.message(),
                   true, 0});
    return ok_status();
  }
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.path() < b.path(); });
  for (const fs::directory_entry& entry : entries) {
    const std::string name = entry.path().filename().string();
    if (!entry.is_symlink(failed) && entry.is_directory(failed)) {
      if (std::find(kPassedOver.begin(), kPassedOver.end(), name) != kPassedOver.end()) continue;
      if (Status walked = walk(entry.path(), root, out); !walked) return walked;
    } else {
      out.push_back(judge(entry, root));
    }
  }
  return ok_status();
}

}  // namespace

Result<FileList> list_files(const fs::path& path) {
  std::error_code failed;
  const fs::path absolute = fs::canonical(path, failed);
  if (failed) return make_error(ErrorCode::kInvalidArgument, "import " + path.string() + ": " + failed.message());
  FileList list;
  if (fs::is_directory(absolute, failed)) {
    list.is_folder = true;
    list.root = absolute.string();
    list.name = absolute.filename().string();
    if (Status walked = walk(absolute, absolute, list.files); !walked) return walked.error();
  } else {
    list.root = absolute.parent_path().string();
    list.name = absolute.parent_path().filename().string();
    list.files.push_back(judge(fs::directory_entry(absolute, failed), absolute.parent_path()));
  }
  if (list.name.empty()) list.name = "root";
  std::set<std::string> paths;
  for (ListedFile& file : list.files) {
    if (paths.insert(file.path).second || !file.skip_reason.empty()) continue;
    file.skip_reason = "its name is not UTF-8, and another file has the same name where that cannot be read";
  }
  return list;
}

}  // namespace fupan::service
