#include "indexer/query/parser.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>

#include "core/text/fold.h"
#include "core/text/utf8.h"

namespace fupan::indexer {
namespace {

struct FieldName {
  std::string_view name;
  Node::Kind kind;
  TextField text = TextField::kText;
  Field filter = Field::kPhase;
};

constexpr std::array kFieldWords{
    FieldName{"title", Node::Kind::kWords, TextField::kTitle},
    FieldName{"标题", Node::Kind::kWords, TextField::kTitle},
    FieldName{"tag", Node::Kind::kWords, TextField::kTag},
    FieldName{"tags", Node::Kind::kWords, TextField::kTag},
    FieldName{"标签", Node::Kind::kWords, TextField::kTag},
    FieldName{"project", Node::Kind::kWords, TextField::kProject},
    FieldName{"项目", Node::Kind::kWords, TextField::kProject},
    FieldName{"phase", Node::Kind::kFilter, TextField::kText, Field::kPhase},
    FieldName{"阶段", Node::Kind::kFilter, TextField::kText, Field::kPhase},
    FieldName{"risk", Node::Kind::kFilter, TextField::kText, Field::kRisk},
    FieldName{"风险", Node::Kind::kFilter, TextField::kText, Field::kRisk},
    FieldName{"kind", Node::Kind::kFilter, TextField::kText, Field::kKind},
    FieldName{"类型", Node::Kind::kFilter, TextField::kText, Field::kKind},
    FieldName{"lang", Node::Kind::kFilter, TextField::kText, Field::kLang},
    FieldName{"语言", Node::Kind::kFilter, TextField::kText, Field::kLang},
    FieldName{"state", Node::Kind::kFilter, TextField::kText, Field::kState},
    FieldName{"状态", Node::Kind::kFilter, TextField::kText, Field::kState},
    FieldName{"collection", Node::Kind::kFilter, TextField::kText, Field::kCollection},
    FieldName{"集合", Node::Kind::kFilter, TextField::kText, Field::kCollection},
    FieldName{"year", Node::Kind::kFilter, TextField::kText, Field::kYear},
    FieldName{"年份", Node::Kind::kFilter, TextField::kText, Field::kYear},
    FieldName{"id", Node::Kind::kId},
};

const FieldName* find_field(std::string_view name) {
  const std::string folded = text::fold(name);
  const auto* row =
      std::find_if(kFieldWords.begin(), kFieldWords.end(), [&](const auto& f) { return f.name == folded; });
  return row == kFieldWords.end() ? nullptr : row;
}

// Whether `a` becomes `b` by one insertion, deletion, substitution or exchange of neighbours.
bool one_slip(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  std::size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  if (a.size() < b.size()) return a.substr(i) == b.substr(i + 1);
  if (i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] && a.substr(i + 2) == b.substr(i + 2)) return true;
  return i < a.size() && a.substr(i + 1) == b.substr(i + 1);
}

const FieldName* nearly_field(std::string_view name) {
  if (name.size() < 4 || name.find_first_of("0123456789") != std::string_view::npos) return nullptr;
  const std::string folded = text::fold(name);
  const auto* row = std::find_if(kFieldWords.begin(), kFieldWords.end(),
                                 [&](const auto& f) { return f.name.size() >= 4 && one_slip(folded, f.name); });
  return row == kFieldWords.end() ? nullptr : row;
}

constexpr std::array<std::string_view, 3> kOperators{"AND", "OR", "NOT"};
constexpr std::size_t kShoutedWords = 6;

enum class Mark { kEnd, kSpace, kOpen, kClose, kQuote, kMinus, kPlus, kColon, kStar, kOther };

Mark mark_of(char32_t c) {
  switch (c) {
    case 0x3000:
    case ' ':
    case '\t':
    case '\n':
    case '\r':
    case '\f':
    case '\v':
    case 0xA0:
      return Mark::kSpace;
    case '(':
    case U'（':
      return Mark::kOpen;
    case ')':
    case U'）':
      return Mark::kClose;
    case '"':
    case U'“':
    case U'”':
    case U'＂':
    case U'「':
    case U'」':
    case U'『':
    case U'』':
      return Mark::kQuote;
    case '-':
    case U'－':
      return Mark::kMinus;
    case '+':
    case U'＋':
      return Mark::kPlus;
    case ':':
    case U'：':
      return Mark::kColon;
    case '*':
    case U'＊':
      return Mark::kStar;
    default:
      return Mark::kOther;
  }
}

// The parts of a text between white space.
template <class F>  // F(begin, end)
void for_each_chunk(std::string_view text, F&& visit) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const text::CodePoint c = text::decode_at(text, at);
    const bool ends = at == text.size() || mark_of(c.value) == Mark::kSpace;
    const std::size_t after = at + std::max<std::size_t>(1, c.length);
    if (ends && at > begin) visit(begin, at);
    if (ends) begin = after;
    at = after;
  }
}

// Whether a text is in capitals throughout, which makes those of AND, OR and NOT say nothing. "ERP OR CRM" is too short
// to tell.
bool is_shouted(std::string_view text) {
  const bool has_other_letters = std::any_of(
      text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; });
  if (has_other_letters) return false;
  std::size_t words = 0;
  for_each_chunk(text, [&](std::size_t begin, std::size_t end) {
    const std::string_view chunk = text.substr(begin, end - begin);
    const bool is_operator = std::find(kOperators.begin(), kOperators.end(), chunk) != kOperators.end();
    if (!is_operator && std::any_of(chunk.begin(), chunk.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) ++words;
  });
  return words >= kShoutedWords;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text), has_operators_(!is_shouted(text)) {}

  Result<Node> parse() {
    std::vector<Node> parts;
    while (at_ < text_.size()) {
      Node part = parse_or(0);
      if (part.kind != Node::Kind::kAll) parts.push_back(std::move(part));
      if (error_) return *error_;
      if (mark() == Mark::kClose) advance();  // a closing parenthesis that nothing opened
    }
    if (parts.size() == 1) return std::move(parts[0]);
    Node node;
    if (!parts.empty()) node.kind = Node::Kind::kAnd;
    node.children = std::move(parts);
    return node;
  }

 private:
  text::CodePoint peek() const { return text::decode_at(text_, at_); }
  Mark mark() const { return at_ >= text_.size() ? Mark::kEnd : mark_of(peek().value); }
  void advance() { at_ = std::min(text_.size(), at_ + std::max<std::size_t>(1, peek().length)); }
  void skip_spaces() {
    while (mark() == Mark::kSpace) advance();
  }

  // Takes the operator `word` if it stands here on its own.
  bool take_operator(std::string_view word) {
    skip_spaces();
    if (!has_operators_) return false;
    if (!text_.substr(at_).starts_with(word)) return false;
    const std::size_t after = at_ + word.size();
    const Mark next = after >= text_.size() ? Mark::kEnd : mark_of(text::decode_at(text_, after).value);
    const bool dangles = next == Mark::kEnd && at_ > 0;
    if (next != Mark::kSpace && next != Mark::kOpen && next != Mark::kQuote && !dangles) return false;
    at_ = after;
    return true;
  }

  bool ends_group() {
    skip_spaces();
    return error_ || mark() == Mark::kEnd || mark() == Mark::kClose;
  }

  Node parse_or(std::size_t depth) {
    Node first = parse_and(depth);
    if (!take_operator("OR")) return first;
    Node node;
    node.kind = Node::Kind::kOr;
    if (first.kind != Node::Kind::kAll) node.children.push_back(std::move(first));
    do {
      Node next = parse_and(depth);
      if (next.kind != Node::Kind::kAll) node.children.push_back(std::move(next));
    } while (take_operator("OR"));
    if (node.children.size() == 1) return Node(std::move(node.children[0]));
    if (node.children.empty()) node.kind = Node::Kind::kAll;
    return node;
  }

  Node parse_and(std::size_t depth) {
    Node node;
    while (!ends_group()) {
      const std::size_t before = at_;
      if (take_operator("OR")) {
        if (!node.children.empty() || !node.excluded.empty()) {
          at_ = before;
          break;
        }
        continue;  // an OR with nothing before it
      }
      if (take_operator("AND")) continue;
      const bool exclude = take_operator("NOT") || take_minus();
      if (ends_group()) break;
      Node part = parse_primary(depth);
      if (part.kind == Node::Kind::kAll) continue;
      if (exclude) {
        node.excluded.push_back(std::move(part));
      } else if (part.kind == Node::Kind::kAnd && part.excluded.empty()) {
        // A parenthesis in a sentence, or one that changes nothing.
        std::move(part.children.begin(), part.children.end(), std::back_inserter(node.children));
      } else {
        node.children.push_back(std::move(part));
      }
    }
    if (node.children.size() == 1 && node.excluded.empty()) return Node(std::move(node.children[0]));
    if (!node.children.empty() || !node.excluded.empty()) node.kind = Node::Kind::kAnd;
    return node;
  }

  bool take_minus() {
    if (mark() == Mark::kPlus) advance();
    if (mark() != Mark::kMinus) return false;
    const std::size_t before = at_;
    advance();
    const Mark next = mark();
    if (next == Mark::kOther || next == Mark::kQuote || next == Mark::kOpen) return true;
    at_ = before;
    return false;
  }

  Node parse_primary(std::size_t depth) {
    if (mark() == Mark::kOpen) return parse_group(depth);
    if (mark() == Mark::kQuote) return parse_phrase();
    return parse_chunk(depth);
  }

  Node parse_group(std::size_t depth) {
    if (depth >= kMaxQueryDepth) {
      fail(at_, "parentheses deeper than " + std::to_string(kMaxQueryDepth));
      return {};
    }
    advance();
    Node node = parse_or(depth + 1);
    if (mark() == Mark::kClose) advance();
    return node;
  }

  Node parse_phrase() {
    advance();
    Node node;
    node.begin = at_;
    while (mark() != Mark::kEnd && mark() != Mark::kQuote) advance();
    node.end = at_;
    if (mark() == Mark::kQuote) advance();
    node.text = std::string(text_.substr(node.begin, node.end - node.begin));
    if (!text::trim(node.text).empty()) node.kind = Node::Kind::kPhrase;
    count_word(node.begin);
    return node;
  }

  // A run of characters up to white space, a quote or a parenthesis: words, maybe with a field name before them.
  Node parse_chunk(std::size_t depth) {
    const std::size_t begin = at_;
    while (true) {
      const Mark m = mark();
      if (m == Mark::kColon && at_ > begin) {
        const std::string_view name = text_.substr(begin, at_ - begin);
        if (const FieldName* field = find_field(name)) return parse_field(*field, begin, depth);
        check_field_slip(name, begin);
      }
      if (m == Mark::kEnd || m == Mark::kSpace || m == Mark::kOpen || m == Mark::kClose || m == Mark::kQuote) break;
      advance();
    }
    if (at_ == begin) advance();
    return words(begin, at_);
  }

  Node words(std::size_t begin, std::size_t end) {
    Node node;
    node.kind = Node::Kind::kWords;
    node.begin = begin;
    node.end = end;
    std::string_view chunk = text_.substr(begin, end - begin);
    const bool is_emphasised = take_emphasis(chunk);
    while (chunk.ends_with("*") || chunk.ends_with("＊")) {
      chunk.remove_suffix(chunk.ends_with("*") ? 1 : 3);
      if (!is_emphasised) node.kind = Node::Kind::kPrefix;
    }
    node.text = std::string(chunk);
    if (node.text.empty()) node.kind = Node::Kind::kAll;
    count_word(begin);
    return node;
  }

  // Whether a star at the end of `chunk` closes what an earlier one opened: *word*, **some words**.
  bool take_emphasis(std::string_view chunk) {
    const std::size_t text = chunk.find_first_not_of('*');
    if (text == std::string_view::npos) return false;
    const bool was_open = in_emphasis_ || text > 0;
    const std::size_t star = chunk.find('*', text);
    in_emphasis_ = was_open && star == std::string_view::npos;
    return was_open;
  }

  // At the colon after a field name that began at `begin`. With nothing behind the colon it was an ordinary word.
  Node parse_field(const FieldName& field, std::size_t begin, std::size_t depth) {
    const std::size_t colon = at_;
    advance();
    if (mark() == Mark::kSpace || mark() == Mark::kEnd || mark() == Mark::kClose) return words(begin, colon);
    Node node = parse_primary_value(depth);
    apply_field(node, field);
    return node.kind == Node::Kind::kAll ? words(begin, colon) : node;
  }

  Node parse_primary_value(std::size_t depth) {
    if (mark() == Mark::kOpen) return parse_group(depth);
    if (mark() == Mark::kQuote) return parse_phrase();
    const std::size_t begin = at_;
    while (mark() != Mark::kEnd && mark() != Mark::kSpace && mark() != Mark::kClose && mark() != Mark::kQuote)
      advance();
    return words(begin, at_);
  }

  static void apply_field(Node& node, const FieldName& field) {
    for (Node& child : node.children) apply_field(child, field);
    for (Node& child : node.excluded) apply_field(child, field);
    const bool is_leaf =
        node.kind == Node::Kind::kWords || node.kind == Node::Kind::kPhrase || node.kind == Node::Kind::kPrefix;
    if (!is_leaf) return;
    node.field = field.text;
    node.filter = field.filter;
    if (field.kind != Node::Kind::kWords) node.kind = field.kind;
  }

  void check_field_slip(std::string_view name, std::size_t begin) {
    const text::CodePoint next = text::decode_at(text_, at_ + peek().length);
    if (next.length == 0 || mark_of(next.value) == Mark::kSpace || error_) return;
    if (const FieldName* meant = nearly_field(name)) {
      fail(begin, "unknown field '" + std::string(name) + "'; did you mean '" + std::string(meant->name) + "'?");
    }
  }

  void count_word(std::size_t where) {
    if (++words_ > kMaxQueryWords) fail(where, "more than " + std::to_string(kMaxQueryWords) + " words");
  }

  void fail(std::size_t where, const std::string& what) {
    const auto position = static_cast<long>(text::count_code_points(text_.substr(0, where)));
    if (!error_) {
      error_ = Error{ErrorCode::kInvalidArgument, "query: " + what + " (at character " + std::to_string(position) + ")",
                     "q", position};
    }
    at_ = text_.size();
  }

  std::string_view text_;
  bool has_operators_;
  bool in_emphasis_ = false;
  std::size_t at_ = 0;
  std::size_t words_ = 0;
  std::optional<Error> error_;
};

std::string join(const std::vector<Node>& nodes, std::string_view between) {
  std::string out;
  for (const Node& node : nodes) {
    if (!out.empty()) out += between;
    out += node.describe();
  }
  return out;
}

constexpr std::array<std::string_view, 4> kTextFieldNames{"", "title:", "tag:", "project:"};

}  // namespace

std::string Node::describe() const {
  const std::string field_name(kTextFieldNames[static_cast<std::size_t>(field)]);
  switch (kind) {
    case Kind::kAll:
      return "ALL";
    case Kind::kOr:
      return "(" + join(children, " OR ") + ")";
    case Kind::kWords:
      return field_name + text;
    case Kind::kPhrase:
      return field_name + '"' + text + '"';
    case Kind::kPrefix:
      return field_name + text + "*";
    case Kind::kFilter:
      return "[" + std::string(name_of(filter)) + "=" + text + "]";
    case Kind::kId:
      return "[id=" + text + "]";
    case Kind::kAnd:
      break;
  }
  std::string out = "(" + (children.empty() ? "ALL" : join(children, " AND "));
  if (!excluded.empty()) out += " NOT " + join(excluded, " NOT ");
  return out + ")";
}

Result<Node> parse_query(std::string_view text) { return Parser(text).parse(); }

Node parse_text(std::string_view text) {
  Node node;
  for_each_chunk(text, [&](std::size_t begin, std::size_t end) {
    if (node.children.size() == kMaxQueryWords) return;
    Node& word = node.children.emplace_back();
    word.kind = Node::Kind::kWords;
    word.text = std::string(text.substr(begin, end - begin));
    word.begin = begin;
    word.end = end;
  });
  if (node.children.size() == 1) return Node(std::move(node.children[0]));
  if (!node.children.empty()) node.kind = Node::Kind::kAnd;
  return node;
}

}  // namespace fupan::indexer
