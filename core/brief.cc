#include "core/brief.h"

#include <cmath>

#include "core/fields.h"

namespace fupan {
namespace {

using Texts = std::vector<std::string>;
using Number = std::optional<double>;

// What is wrong with a record. Thrown inside this file only.
struct Damage {
  std::string what;
};

// Each record lists its fields once, in fields_of(); Writer and Reader both walk that list.
class Writer {
 public:
  explicit Writer(FieldWriter& out) : out_(out) {}

  void field(unsigned tag, const std::string& value) {
    if (!value.empty()) out_.text(tag, value);
  }
  void field(unsigned tag, const Texts& values) {
    for (const std::string& value : values) out_.text(tag, value);
  }
  void field(unsigned tag, std::uint64_t value) {
    if (value != 0) out_.number(tag, value);
  }
  void field(unsigned tag, bool value) {
    if (value) out_.number(tag, 1);
  }
  void field(unsigned tag, double value) {
    if (value != 0 && std::isfinite(value)) out_.real(tag, value);
  }
  void field(unsigned tag, const Number& value) {
    if (value && std::isfinite(*value)) out_.real(tag, *value);
  }
  template <class Enum, std::size_t N>
  void field(unsigned tag, Enum value, const std::array<std::string_view, N>&) {
    field(tag, static_cast<std::uint64_t>(value));
  }
  template <class Record>
  void record(unsigned tag, Record& value) {
    out_.record(tag, [&](FieldWriter& inner) {
      Writer writer(inner);
      fields_of(writer, value);
    });
  }
  template <class Record>
  void records(unsigned tag, std::vector<Record>& values) {
    for (Record& value : values) record(tag, value);
  }

 private:
  FieldWriter& out_;
};

// Takes one field that was read: the call with its tag gets it.
class Reader {
 public:
  explicit Reader(const Field& field) : field_(field) {}

  void field(unsigned tag, std::string& value) {
    if (is(tag)) value = bytes();
  }
  void field(unsigned tag, Texts& values) {
    if (is(tag)) values.emplace_back(bytes());
  }
  void field(unsigned tag, std::uint64_t& value) {
    if (is(tag)) value = number();
  }
  void field(unsigned tag, bool& value) {
    if (is(tag)) value = number() != 0;
  }
  void field(unsigned tag, double& value) {
    if (is(tag)) value = real();
  }
  void field(unsigned tag, Number& value) {
    if (is(tag)) value = real();
  }
  template <class Enum, std::size_t N>
  void field(unsigned tag, Enum& value, const std::array<std::string_view, N>&) {
    if (!is(tag)) return;
    if (number() >= N)
      throw Damage{"field " + std::to_string(tag) + " has the unknown value " + std::to_string(number())};
    value = static_cast<Enum>(number());
  }
  template <class Record>
  void record(unsigned tag, Record& value) {
    if (is(tag)) read(bytes(), value);
  }
  template <class Record>
  void records(unsigned tag, std::vector<Record>& values) {
    if (is(tag)) read(bytes(), values.emplace_back());
  }

  template <class Record>
  static void read(std::string_view fields, Record& record) {
    FieldReader reader(fields);
    while (const std::optional<Field> field = reader.next()) {
      Reader one(*field);
      fields_of(one, record);
    }
    if (reader.is_damaged()) throw Damage{"the fields are cut short"};
  }

 private:
  bool is(unsigned tag) const { return field_.tag == tag; }
  std::string_view bytes() const {
    if (field_.is_number) throw Damage{"field " + std::to_string(field_.tag) + " is a number, expected bytes"};
    return field_.bytes;
  }
  std::uint64_t number() const {
    if (!field_.is_number) throw Damage{"field " + std::to_string(field_.tag) + " is no number"};
    return field_.number;
  }
  double real() const {
    const Number value = real_of(bytes());
    if (!value) throw Damage{"field " + std::to_string(field_.tag) + " is no number"};
    return *value;
  }

  const Field& field_;
};

template <class Walker>
void fields_of(Walker& walker, BriefReason& r) {
  walker.field(1, r.kind, kReasonKindNames);
  walker.field(2, r.values);
  walker.field(3, r.weight);
  walker.field(4, r.applied);
  walker.field(5, r.helped);
  walker.field(6, r.of_document);
  walker.field(7, r.shared);
}

template <class Walker>
void fields_of(Walker& walker, BriefLesson& l) {
  walker.field(1, l.id.value);
  walker.field(2, l.score);
  walker.records(3, l.reasons);
  walker.field(4, l.folded);
  walker.field(5, l.decision, kDecisionNames);
  walker.field(6, l.note);
  walker.field(7, l.decided_at);
}

template <class Walker>
void fields_of(Walker& walker, BriefRisk& r) {
  walker.field(1, r.risk);
  walker.field(2, r.hit);
  walker.field(3, r.similar);
  walker.field(4, r.all_hit);
  walker.field(5, r.all);
  walker.field(6, r.lower);
  walker.field(7, r.upper);
  walker.field(8, r.comparison);
  walker.field(9, r.verdict);
  walker.field(10, r.likelihood);
}

template <class Walker>
void fields_of(Walker& walker, BriefProject& p) {
  walker.field(1, p.id);
  walker.field(2, p.name);
  walker.field(3, p.score);
  walker.field(4, p.reasons);
  walker.field(5, p.schedule_overrun);
  walker.field(6, p.cost_overrun);
  walker.field(7, p.planned_value);
  walker.field(8, p.earned_value);
  walker.field(9, p.actual_cost);
}

template <class Walker>
void fields_of(Walker& walker, BriefSpread& s) {
  walker.field(1, s.n);
  walker.field(2, s.p20);
  walker.field(3, s.p50);
  walker.field(4, s.p80);
}

template <class Walker>
void fields_of(Walker& walker, BriefPattern& p) {
  walker.field(1, p.items);
  walker.field(2, p.support);
  walker.field(3, p.failures);
  walker.field(4, p.lift);
  walker.field(5, p.examples);
}

template <class Walker>
void fields_of(Walker& walker, BriefProfile& p) {
  walker.field(1, p.project);
  walker.field(2, p.lang);
  walker.field(3, p.sector);
  walker.field(4, p.method);
  walker.field(5, p.currency);
  walker.field(6, p.phases);
  walker.field(7, p.risks);
  walker.field(8, p.tags);
  walker.field(9, p.budget);
  walker.field(10, p.duration_days);
}

template <class Walker>
void fields_of(Walker& walker, Brief& b) {
  walker.field(1, b.id);
  walker.field(2, b.title);
  walker.field(3, b.description);
  walker.record(4, b.profile);
  walker.records(5, b.lessons);
  walker.records(6, b.risks);
  walker.records(7, b.projects);
  walker.record(8, b.schedule);
  walker.record(9, b.cost);
  walker.records(10, b.patterns);
  walker.field(11, b.templates);
  walker.field(12, b.refused);
  walker.field(13, b.created_at);
  walker.field(14, b.updated_at);
  walker.field(30, b.owner);
  walker.field(31, b.collections);
}

template <class Walker>
void fields_of(Walker& walker, Adoption& a) {
  walker.field(1, a.id);
  walker.field(2, a.lesson.value);
  walker.field(3, a.project);
  walker.field(4, a.brief);
  walker.field(5, a.state, kAdoptionStateNames);
  walker.field(6, a.follow_up);
  walker.field(7, a.note);
  walker.field(8, a.created_at);
  walker.field(9, a.updated_at);
  walker.field(10, a.gates);
}

template <class Walker>
void fields_of(Walker& walker, Delivery& d) {
  walker.field(1, d.id);
  walker.field(2, d.project);
  walker.field(3, d.gate);
  walker.field(4, d.phase);
  walker.records(5, d.lessons);
  walker.field(6, d.created_at);
}

template <class Record>
std::string encode(int format, Record record) {
  FieldWriter out(std::string(1, static_cast<char>(format)));
  Writer writer(out);
  fields_of(writer, record);
  return out.take();
}

template <class Record>
Result<Record> decode(const std::string& what, int format, std::string_view bytes) {
  const auto corrupt = [&](const std::string& why) {
    return make_error(ErrorCode::kCorrupt, "decode " + what + ": " + why);
  };
  if (bytes.empty()) return corrupt("the record is empty");
  const int found = static_cast<unsigned char>(bytes.front());
  if (found != format)
    return corrupt("format " + std::to_string(found) + " is not this program's " + std::to_string(format));
  try {
    Record record;
    Reader::read(bytes.substr(1), record);
    if (record.id.empty()) return corrupt("the id is missing");
    return record;
  } catch (const Damage& damage) {
    return corrupt(damage.what);
  }
}

}  // namespace

std::string encode_brief(const Brief& brief) { return encode(kBriefFormat, brief); }
std::string encode_adoption(const Adoption& adoption) { return encode(kAdoptionFormat, adoption); }
std::string encode_delivery(const Delivery& delivery) { return encode(kDeliveryFormat, delivery); }

Result<Brief> decode_brief(std::string_view bytes) { return decode<Brief>("brief", kBriefFormat, bytes); }
Result<Adoption> decode_adoption(std::string_view bytes) {
  return decode<Adoption>("adoption", kAdoptionFormat, bytes);
}
Result<Delivery> decode_delivery(std::string_view bytes) {
  return decode<Delivery>("delivery", kDeliveryFormat, bytes);
}

}  // namespace fupan
