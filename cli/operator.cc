#include "cli/operator.h"

#include <chrono>

#include "server/service/projector.h"

namespace fupan::cli {

Viewer operator_of_machine() {
  Viewer viewer;
  viewer.name = "command line";
  return viewer;
}

Status bring_index_up_to_date(service::Library& library) {
  const auto last = library.store().last_sequence();
  if (!last) return last.error();
  service::Projector projector(library);
  projector.finish_soon();
  return projector.wait_for(*last, std::chrono::seconds(60));
}

}  // namespace fupan::cli
