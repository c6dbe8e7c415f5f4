// Which addresses may a webhook never reach? Thread-safe, no state.
#pragma once

#include <sys/socket.h>

namespace fupan::service {

// Link-local addresses, where clouds answer with the machine's credentials (169.254.0.0/16, fe80::/10), and the
// metadata addresses outside of them: 100.100.100.200, 192.0.0.192, fd00:ec2::254. IPv4 inside IPv6 is looked at as
// IPv4. Any other family than the two is forbidden. Loopback and private networks are allowed: receivers live there.
bool is_forbidden_address(const sockaddr& address);

}  // namespace fupan::service
