// The one place where Xapian's exceptions become errors.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>

#include "core/result.h"

namespace fupan::indexer::xapian {

// Runs `body`, which returns some Result, and turns what Xapian throws into an Error whose message begins with `what`.
template <class F>
auto guard(std::string_view what, F&& body) -> decltype(body()) {
  const auto message = [&](const Xapian::Error& e) { return std::string(what) + ": " + e.get_description(); };
  try {
    return body();
  } catch (const Xapian::DatabaseLockError& e) {
    return make_error(ErrorCode::kUnavailable, message(e));
  } catch (const Xapian::DatabaseModifiedError& e) {
    return make_error(ErrorCode::kUnavailable, message(e));
  } catch (const Xapian::DatabaseCorruptError& e) {
    return make_error(ErrorCode::kCorrupt, message(e));
  } catch (const Xapian::DatabaseError& e) {
    return make_error(ErrorCode::kIo, message(e));
  } catch (const Xapian::InvalidArgumentError& e) {
    return make_error(ErrorCode::kInternal, message(e));
  } catch (const Xapian::Error& e) {
    return make_error(ErrorCode::kIo, message(e));
  }
}

}  // namespace fupan::indexer::xapian
