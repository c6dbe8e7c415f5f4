// The query language.
//
//   words           all of them: 招商 公司
//   "a phrase"      in this order; also “…” and 「…」
//   AND OR NOT      in capitals; NOT x and -x exclude
//   field:value     title, tag, project (words in them), phase, risk, kind, lang, state, collection, year, id
//                   (exactly); also 标题 标签 项目 阶段 风险 类型 语言 状态 集合 年份
//   prefix*         at least two letters
//   ( … )           grouping; full-width forms of all marks are understood
//
// *emphasis* is no prefix, and in capitals throughout (SIX WORDS OR MORE, AND NOT ONE SMALL LETTER) nothing is an
// operator. Whatever else a person types is taken as words: a question with punctuation is an ordinary query. An
// unknown field name is taken as a word too, unless it looks like a slip of a known one: it has no digits and is one
// letter off.
#pragma once

#include <string_view>

#include "core/result.h"
#include "indexer/query/node.h"

namespace fupan::indexer {

inline constexpr std::size_t kMaxQueryWords = 256;
inline constexpr std::size_t kMaxQueryDepth = 50;

// Errors: invalid_argument  more than kMaxQueryWords words, parentheses deeper than kMaxQueryDepth, or a field name
//                           that is nearly a known one; field is "q", position the character
Result<Node> parse_query(std::string_view text);

// A text that was not written as a query: the first kMaxQueryWords of its words, all marks taken as text.
Node parse_text(std::string_view text);

}  // namespace fupan::indexer
