// Writes the entries of a pile as a Xapian database of their own, in one go. Xapian then merges it with others, or
// opens it. Thread-safe, no state. Throws Xapian's exceptions.
#pragma once

#include <filesystem>

#include "indexer/xapian/posting_pile.h"

namespace fupan::indexer::xapian {

// Whether the database in this folder, which Xapian made, is of the format that is written here. Where it is not,
// entries can only be added one by one.
bool is_glass_database(const std::filesystem::path& path);

// `path` must not exist. Entries keep their numbers. There are no term lists and no metadata. All of it is on the disk
// when this returns.
void write_glass_database(const PostingPile& pile, const std::filesystem::path& path);

}  // namespace fupan::indexer::xapian
