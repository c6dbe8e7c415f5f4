#include "server/service/export_service.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

#include "core/digest.h"
#include "server/service/repository.h"

namespace fupan::service {
namespace {

namespace fs = std::filesystem;

// Paths come from imports and never leave the folder; what is stored is checked all the same.
bool stays_inside(const fs::path& relative) {
  if (relative.is_absolute() || relative.empty()) return false;
  for (const fs::path& part : relative) {
    if (part == "..") return false;
  }
  return true;
}

Status write_file(const fs::path& file, const std::string& bytes) {
  std::error_code failed;
  fs::create_directories(file.parent_path(), failed);
  const fs::path fresh = file.string() + ".fupan-new";
  {
    std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.flush();
    if (!out) return make_error(ErrorCode::kIo, "write " + fresh.string() + ": " + std::strerror(errno));
  }
  fs::rename(fresh, file, failed);
  if (failed) return make_error(ErrorCode::kIo, "write " + file.string() + ": " + failed.message());
  return ok_status();
}

}  // namespace

Result<ExportReport> export_sources(Library& library, const fs::path& directory) {
  ExportReport report;
  const auto snapshot = library.store().snapshot();
  if (!snapshot) return snapshot.error();
  Status walked = for_each_document(**snapshot, [&](const StoredDocument& stored) -> Status {
    const Document& document = stored.document;
    if (document.state == State::kRetired) return ok_status();
    const fs::path relative = fs::path(document.collection) / document.path;
    if (!stays_inside(relative)) {
      return make_error(ErrorCode::kCorrupt,
                        "document " + document.id.value + " has the path '" + relative.string() + "'");
    }
    const auto source = get_source(**snapshot, stored, document.source_revision);
    if (!source) return source.error();
    if (sha256_hex(*source) != document.content_hash) {
      return make_error(ErrorCode::kCorrupt,
                        "the source of document " + document.id.value + " does not have its digest");
    }
    ++report.files;
    report.bytes += source->size();
    return write_file(directory / relative, *source);
  });
  if (!walked) return walked.error();
  return report;
}

}  // namespace fupan::service
