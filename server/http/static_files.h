// The files of the web app, held in memory. Const methods are thread-safe.
//
// Only files that were there at start are ever served, looked up by their whole path: there is no way from a request to
// the file system.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "server/http/request.h"
#include "server/http/request_target.h"
#include "server/http/response.h"

namespace fupan::http {

class StaticFiles {
 public:
  // Reads all regular files below `folder` (symbolic links are not followed; a file over 32 MiB is left out). Without
  // an index.html there, pages answer with a built-in text that says how to build the web app; nothing ever fails.
  static StaticFiles load(const std::filesystem::path& folder);

  // The response to GET: the file; index.html for a path that names a page of the app (no "." in its last segment); 304
  // when the client has it already; 404 without a body for other paths, which the caller makes a problem of. Files
  // below /assets/ may be kept for ever, since their names change with their content; all others are asked for again
  // each time.
  Response get(const Request& request, const RequestTarget& target) const;

  bool is_built() const { return is_built_; }
  std::size_t size() const { return files_.size(); }

 private:
  struct File {
    std::string content;
    std::string_view type;
    std::string tag;
    bool is_immutable = false;
  };
  void add(std::string path, std::string content);
  const File* find(const RequestTarget& target) const;

  std::map<std::string, File, std::less<>> files_;  // by path without the leading slash
  bool is_built_ = false;
};

}  // namespace fupan::http
