// What an author says about a document, as found in its source. Plain data.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fupan::importers {

struct MetadataEntry {
  std::string key;                  // as written; nested keys joined with '.'
  std::vector<std::string> values;  // one, or the items of a list
  int line = 0;                     // of the source, 1-based; 0 when it is not from a line (file name)
  bool is_list = false;             // written as a list: its items are not split further

  std::string joined() const {
    std::string all;
    for (const std::string& value : values) {
      if (!all.empty()) all += ", ";
      all += value;
    }
    return all;
  }
};

// Adds `entry` unless its key is there already: what comes first counts.
inline void add_entry(std::vector<MetadataEntry>& entries, MetadataEntry entry) {
  for (const MetadataEntry& known : entries) {
    if (known.key == entry.key) return;
  }
  entries.push_back(std::move(entry));
}

}  // namespace fupan::importers
