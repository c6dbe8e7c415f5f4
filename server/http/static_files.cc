#include "server/http/static_files.h"

#include <array>
#include <fstream>
#include <iterator>
#include <system_error>

#include "server/http/entity_tag.h"

namespace fupan::http {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMaxFileBytes = 32 * 1024 * 1024;
constexpr std::string_view kIndex = "index.html";

struct ContentType {
  std::string_view extension;
  std::string_view type;
};

constexpr std::array kContentTypes{
    ContentType{".html", "text/html; charset=utf-8"},
    ContentType{".js", "text/javascript; charset=utf-8"},
    ContentType{".mjs", "text/javascript; charset=utf-8"},
    ContentType{".css", "text/css; charset=utf-8"},
    ContentType{".json", "application/json; charset=utf-8"},
    ContentType{".map", "application/json; charset=utf-8"},
    ContentType{".webmanifest", "application/manifest+json"},
    ContentType{".svg", "image/svg+xml"},
    ContentType{".png", "image/png"},
    ContentType{".jpg", "image/jpeg"},
    ContentType{".jpeg", "image/jpeg"},
    ContentType{".gif", "image/gif"},
    ContentType{".webp", "image/webp"},
    ContentType{".ico", "image/x-icon"},
    ContentType{".woff", "font/woff"},
    ContentType{".woff2", "font/woff2"},
    ContentType{".ttf", "font/ttf"},
    ContentType{".wasm", "application/wasm"},
    ContentType{".txt", "text/plain; charset=utf-8"},
    ContentType{".md", "text/plain; charset=utf-8"},
    ContentType{".xml", "application/xml"},
};

// Whether a path's last segment looks like a file of a web app; ids of lessons hold a dot too ("….lab12c").
bool names_a_file(std::string_view segment) {
  return std::any_of(kContentTypes.begin(), kContentTypes.end(),
                     [&](const ContentType& type) { return segment.ends_with(type.extension); });
}

constexpr std::string_view kNotBuilt = R"(<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Fupan</title>
<body style="font-family: sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; line-height: 1.5">
<h1>Fupan</h1>
<p>The web app has not been built. <code>script/server</code> builds it and starts the server;
or run <code>npm ci &amp;&amp; npm run build</code> in <code>web/</code> and start <code>fupan serve</code> again.</p>
<p>The API works: <a href="/openapi.json">/openapi.json</a> describes it,
<a href="/api/v1/search">/api/v1/search</a> answers.</p>
<p lang="zh">网页应用尚未构建。运行 <code>script/server</code> 即可构建并启动；接口可以正常使用。</p>
</body>
</html>
)";

std::string_view content_type_of(std::string_view path) {
  for (const ContentType& row : kContentTypes) {
    if (path.ends_with(row.extension)) return row.type;
  }
  return "application/octet-stream";
}

std::string join_path(const RequestTarget& target) {
  std::string path;
  for (std::size_t i = 0; i < target.segments.size(); ++i) {
    if (i > 0) path += '/';
    path += target.segments[i];
  }
  return path;
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

bool is_servable(const fs::directory_entry& entry) {
  std::error_code ignored;
  return !entry.is_symlink(ignored) && entry.is_regular_file(ignored) && entry.file_size(ignored) <= kMaxFileBytes;
}

}  // namespace

StaticFiles StaticFiles::load(const fs::path& folder) {
  StaticFiles files;
  std::error_code failure;
  fs::recursive_directory_iterator walk(folder, fs::directory_options::skip_permission_denied, failure);
  for (; !failure && walk != fs::recursive_directory_iterator(); walk.increment(failure)) {
    if (is_servable(*walk))
      files.add(walk->path().lexically_relative(folder).generic_string(), read_file(walk->path()));
  }
  files.is_built_ = files.files_.contains(kIndex);
  if (!files.is_built_) files.add(std::string(kIndex), std::string(kNotBuilt));
  return files;
}

void StaticFiles::add(std::string path, std::string content) {
  File file;
  file.type = content_type_of(path);
  file.tag = entity_tag_of(content);
  file.is_immutable = path.starts_with("assets/");
  file.content = std::move(content);
  files_.insert_or_assign(std::move(path), std::move(file));
}

const StaticFiles::File* StaticFiles::find(const RequestTarget& target) const {
  const auto found = files_.find(join_path(target));
  if (found != files_.end()) return &found->second;
  if (names_a_file(target.last_segment())) return nullptr;
  return &files_.find(kIndex)->second;
}

Response StaticFiles::get(const Request& request, const RequestTarget& target) const {
  const File* file = find(target);
  if (file == nullptr) return Response{404, {}, {}};
  Response response = is_not_modified(request, file->tag)
                          ? not_modified(file->tag)
                          : with_tag(make_response(200, file->type, file->content), file->tag);
  if (file->is_immutable) response.headers.set("Cache-Control", "public, max-age=31536000, immutable");
  return response;
}

}  // namespace fupan::http
