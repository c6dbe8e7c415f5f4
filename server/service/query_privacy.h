// What must not be written down of what people type. Thread-safe, no state.
#pragma once

#include <string_view>

namespace fupan::service {

// Whether a query holds something like an e-mail address, a telephone, card or identity number (nine digits and more),
// a key (a word of 16 characters and more with at least four digits among letters, or of 40 and more), a password after
// its name ("password: …", "密码：…"), or the head of a key file. Errs on the side of yes; names of people are not
// recognised.
bool looks_private(std::string_view query);

}  // namespace fupan::service
