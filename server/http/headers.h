// The header fields of one message, in order. Names compare without regard to case. A plain value: one thread at a
// time.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fupan::http {

// Whether two ASCII texts are the same but for case.
bool equals_ignoring_case(std::string_view a, std::string_view b);

class Headers {
 public:
  using Field = std::pair<std::string, std::string>;

  // One more field, also when the name is there already.
  void add(std::string name, std::string value);

  // The only field of that name from now on.
  void set(std::string_view name, std::string value);

  bool has(std::string_view name) const;

  // The first value; "" when the field is absent.
  std::string_view get(std::string_view name) const;

  // All values of a list-valued field, joined with ", " in order; "" when it is absent.
  std::string joined(std::string_view name) const;

  const std::vector<Field>& fields() const { return fields_; }

 private:
  std::vector<Field> fields_;
};

}  // namespace fupan::http
