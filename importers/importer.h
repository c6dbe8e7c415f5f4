// What does this file say? Bytes in, a Document with sections and lessons out. No store, no index, no clock.
//
// Const methods are thread-safe.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "core/result.h"
#include "core/taxonomy.h"

namespace fupan::importers {

// Raise when the same bytes give another document than before: the next import then reads unchanged files again.
inline constexpr int kImporterVersion = 3;

struct SourceFile {
  std::string collection;
  std::string path;  // relative to the collection, '/' separated, UTF-8
  std::string_view bytes;
  std::string content_hash = {};  // SHA-256 of `bytes`, hexadecimal, where the caller has it already
};

// Something the importer accepted but the author may want to know, e.g. line 12, "unknown phase 'integration'".
struct Note {
  int line = 0;  // 1-based; 0: the whole file
  std::string text;
};

struct Parsed {
  Document document;  // id, collection, path, encoding, content_hash, source_bytes filled; lessons have ids
  std::vector<Note> notes;
};

// Reads Markdown (CommonMark with tables, task lists, strikethrough, autolinks).
class MarkdownImporter {
 public:
  // Builds tables from `taxonomy` (some milliseconds): keep one importer as long as the taxonomy is the same.
  explicit MarkdownImporter(const Taxonomy& taxonomy);
  ~MarkdownImporter();
  MarkdownImporter(MarkdownImporter&&) noexcept;
  MarkdownImporter& operator=(MarkdownImporter&&) noexcept;

  // Any bytes give an answer. `previous` is the document as it was imported before, or nullptr: lessons that are the
  // same or nearly the same keep their ids, and lessons that vanished move to `gone`.
  //
  // Errors: invalid_argument  the bytes are no text (the message says at which byte and why), or are empty
  Result<Parsed> parse(const SourceFile& file, const Document* previous) const;

 private:
  struct Tables;
  std::unique_ptr<const Tables> tables_;
};

// Whether the importer reads files of this name (Markdown, plain text, names without extension), and if not, why a
// person would skip it ("not a document format that Fupan reads (.png)"). Skipped are also backup copies (.bak, ~),
// hidden files, what tools fill (.git, node_modules) and files known to be no documents (LICENSE, Makefile). Other
// folders with a dot
// (.github) are not.
struct FileVerdict {
  bool accepted = false;
  std::string reason;
};
FileVerdict judge_path(std::string_view path);

}  // namespace fupan::importers
