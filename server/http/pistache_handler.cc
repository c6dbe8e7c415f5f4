#include "server/http/pistache_handler.h"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>

#include "server/http/socket_writer.h"

namespace fupan::http {
namespace {

using PeerPtr = std::shared_ptr<Pistache::Tcp::Peer>;

constexpr const char* kPeerData = "fupan";
constexpr std::chrono::milliseconds kSendLimit{10'000};
constexpr std::chrono::milliseconds kLingerLimit{5'000};  // for a client to close after our last answer
constexpr std::size_t kParserBytes = 64;                  // Pistache's parser must be there, but is never fed

// Numeric; "" when it is not known.
std::string address_of(int descriptor) {
  sockaddr_storage storage{};
  socklen_t length = sizeof storage;
  auto* address = reinterpret_cast<sockaddr*>(&storage);
  char host[INET6_ADDRSTRLEN + 16];
  if (::getpeername(descriptor, address, &length) != 0) return "";
  if (::getnameinfo(address, length, host, sizeof host, nullptr, 0, NI_NUMERICHOST) != 0) return "";
  return host;
}

// Lives as long as Pistache's peer.
class PeerState {
 public:
  PeerState(SharedState& shared, int descriptor)
      : shared_(shared), connection_(shared.host, address_of(descriptor)), socket_(descriptor) {
    socket_.expire_after(shared_.request_timeout);
    shared_.connections.add(socket_);
  }
  PeerState(const PeerState&) = delete;
  PeerState& operator=(const PeerState&) = delete;

  // Without disconnect() the endpoint is going down with the connection open, and Pistache leaves the socket to us.
  ~PeerState() {
    if (is_connected_) {
      disconnect();
      ::close(socket_.descriptor());
    }
  }

  // Called before Pistache closes the socket.
  void disconnect() {
    if (is_connected_) shared_.connections.remove(socket_);
    is_connected_ = false;
  }

  void receive(std::string_view bytes);

 private:
  void close_soon();

  SharedState& shared_;
  Connection connection_;
  OpenSocket socket_;
  OpenSocket::Clock::time_point request_end_;  // when the request being read must be whole
  bool is_connected_ = true;
  bool is_open_ = true;
};

// While requests are answered there is no deadline: how long that may take is not the client's doing.
void PeerState::receive(std::string_view bytes) {
  if (!is_open_) return;
  if (connection_.is_idle()) request_end_ = OpenSocket::Clock::now() + shared_.request_timeout;
  socket_.expire_never();
  bool has_answered = false;
  is_open_ = connection_.receive(bytes, [&](std::string_view answer) {
    has_answered = true;
    return send_all(socket_.descriptor(), answer, kSendLimit, shared_.is_giving_up);
  });
  if (!is_open_) return close_soon();
  if (connection_.is_idle()) return socket_.expire_after(shared_.keep_alive_timeout);
  if (has_answered) request_end_ = OpenSocket::Clock::now() + shared_.request_timeout;
  socket_.expire_at(request_end_);
}

// Only the sending side is shut: closing both at once can take the last answer away from a client that is still
// sending. What it still sends is dropped.
void PeerState::close_soon() {
  ::shutdown(socket_.descriptor(), SHUT_WR);
  socket_.expire_after(kLingerLimit);
}

PeerState& state_of(const PeerPtr& peer) { return *std::static_pointer_cast<PeerState>(peer->getData(kPeerData)); }

}  // namespace

void PistacheHandler::onRequest(const Pistache::Http::Request&, Pistache::Http::ResponseWriter) {}

void PistacheHandler::onConnection(const PeerPtr& peer) {
  const int enabled = 1;
  ::setsockopt(peer->fd(), IPPROTO_TCP, TCP_NODELAY, &enabled, sizeof enabled);
  peer->putData(ParserData, std::make_shared<Pistache::Http::RequestParser>(kParserBytes));
  peer->putData(kPeerData, std::make_shared<PeerState>(*shared_, peer->fd()));
}

void PistacheHandler::onInput(const char* bytes, std::size_t length, const PeerPtr& peer) {
  try {
    state_of(peer).receive({bytes, length});
  } catch (...) {  // an exception would end the process
    ::shutdown(peer->fd(), SHUT_RDWR);
  }
}

void PistacheHandler::onDisconnection(const PeerPtr& peer) { state_of(peer).disconnect(); }

}  // namespace fupan::http
