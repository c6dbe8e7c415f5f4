// What subcommands share that change something: who does it, and waiting for the index.
#pragma once

#include "core/access.h"
#include "core/result.h"
#include "server/service/library.h"

namespace fupan::cli {

// The command line is the administrator's.
Viewer operator_of_machine();

// By this process, or by the server that holds the index. Errors: as Projector::wait_for, after a minute
Status bring_index_up_to_date(service::Library& library);

}  // namespace fupan::cli
