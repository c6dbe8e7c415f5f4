// What the form of headings and blocks tells about their role in a report. Thread-safe, no state.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/taxonomy.h"
#include "importers/lessons/outline.h"
#include "importers/markdown/block.h"

namespace fupan::importers {

// Parts of a report that give no lessons whatever heading they stand under: "Overview", "Timeline", "附录".
bool is_framing(std::string_view heading);

// Sub-headings that sort by when, whatever stands under them: "短期（1周内）", "High priority".
bool is_time_frame(std::string_view heading);

// Too short to be a thought of its own: it may sort what stands under it.
bool is_short_heading(std::string_view heading);

bool is_list_or_table(const Block& block);

// A paragraph that is a bold heading: "**What went well**".
bool is_bold_heading(const Block& block);

// How many blocks from a bold heading (included) up to the next one or a rule.
std::size_t bold_part_length(std::span<const Block> blocks);

bool ends_with_colon(std::string_view text);

// Of the texts of blocks, in Latin letters (characters.h).
std::size_t average_width(std::span<const Block> items);

// Whether there is text other than code.
bool has_prose(std::span<const Block> blocks);
bool has_prose(const Part& part);

// The lines of a paragraph that all start with a symbol ("✅ …"), each as a block: a list to the reader though not to
// Markdown. Empty when the paragraph is not that.
std::vector<Block> symbol_lines(const Block& block);

// "Author: …", "Report date: …": lines of "key: value" without a field of a lesson, as after a rule at the end of a
// page.
bool is_signature(const Block& block, const Taxonomy& taxonomy);

// "We had no: tests; a hall" of a lead-in and the fragments under it.
std::string title_with_items(const std::string& lead_in, const Block& list);

}  // namespace fupan::importers
