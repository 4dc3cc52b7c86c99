// SPDX-License-Identifier: Apache-2.0
#include "content/receiving/receiver.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "content/receiving/repository_address.hpp"
#include "tests/content/media/clips.hpp"
#include "tests/content/nudge/broker.hpp"
#include "tests/content/receiving/small_repository.hpp"

extern char** environ;

namespace crier {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

SmallRepository::Files small_office(const std::string& film) {
  return {{"office.toml", "name = { zh = \"试验\" }\ndefault_channel = \"hall\"\n"},
          {"screens.toml", "[[screen]]\nid = \"A\"\nchannel = \"hall\"\n"},
          {"channels/hall.toml",
           "title = { zh = \"频道\" }\ndefault = \"daily\"\n[playlists.daily]\nitems = [\"media/a.mp4\"]\n"},
          {"media/a.mp4", film}};
}

// A real web server on loopback with the files of a folder.
class WebServer {
 public:
  WebServer(const std::filesystem::path& folder, int port) {
    const std::string place = folder.string();
    const std::string number = std::to_string(port);
    const char* const arguments[] = {"python3",     "-m",          "http.server",  "--bind", "127.0.0.1",
                                     "--directory", place.c_str(), number.c_str(), nullptr};
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    if (::posix_spawn(&process_, "/usr/bin/python3", &quiet, nullptr, const_cast<char**>(arguments),
                      environ) != 0)
      process_ = -1;
    posix_spawn_file_actions_destroy(&quiet);
  }
  ~WebServer() {
    if (process_ <= 0) return;
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
  }
  WebServer(const WebServer&) = delete;
  WebServer& operator=(const WebServer&) = delete;

 private:
  pid_t process_ = -1;
};

class ReceiverTest : public testing::Test {
 protected:
  ReceiverTest() : repository_(folder_ / "repository") {}

  void start(milliseconds poll, const std::string& nudge = {}) {
    ReceiverOptions options;
    options.nudge = nudge;
    options.store.folder = folder_ / "store";
    options.store.factory_root = repository_.root_file();
    options.store.role.screens = {"A"};
    options.repository = from_.empty() ? repository_.folder().string() : from_;
    options.poll = poll;
    options.bytes_per_second = bytes_per_second_;
    auto receiver = Receiver::start(std::move(options), clock_, log_);
    ASSERT_TRUE(receiver) << receiver.error().message;
    receiver_ = std::move(*receiver);
  }

  // Looks at the state until it is as wanted.
  template <class Wanted>
  bool comes(Wanted wanted) {
    const Latest<int> rest(0);
    const MonotonicTime deadline = clock_.monotonic() + seconds(20);
    while (!wanted()) {
      if (clock_.monotonic() > deadline) return false;
      rest.wait_until(clock_.monotonic() + milliseconds(5), {}, [](int) { return false; });
    }
    return true;
  }
  bool shows(const std::string& film) {
    return comes([&] { return read_file(receiver_->active() / "media/a.mp4") == film; });
  }

  TemporaryFolder folder_;
  SmallRepository repository_;
  std::string from_;  // empty: the repository
  std::uint64_t bytes_per_second_ = 0;
  const SystemClock clock_;
  Log log_{LogLevel::error};
  std::unique_ptr<Receiver> receiver_;
};

TEST_F(ReceiverTest, BringsWhatIsThereAndThenWhatIsNew) {
  repository_.publish(small_office("first"));
  start(milliseconds(50));
  ASSERT_TRUE(shows("first"));
  repository_.publish(small_office("second"));
  EXPECT_TRUE(shows("second"));
}

TEST_F(ReceiverTest, LooksAtOnceWhenItIsNudged) {
  repository_.publish(small_office("first"));
  start(seconds(3'600));
  ASSERT_TRUE(shows("first"));
  repository_.publish(small_office("second"));
  receiver_->look_now();
  EXPECT_TRUE(shows("second"));
}

TEST_F(ReceiverTest, LooksAtOnceWhenABrokerSaysSo) {
  const int port = free_port();
  const Broker broker(port);
  ASSERT_TRUE(broker.runs()) << "mosquitto is missing; packaging/setup.sh installs it";
  const std::string address = fmt::format("mqtt://127.0.0.1:{}/crier/hall", port);
  const auto nudge = [&address] { return send_nudge(*parse_nudge_address(address)).has_value(); };
  ASSERT_TRUE(comes(nudge));
  repository_.publish(small_office("first"));
  start(seconds(3'600), address);
  ASSERT_TRUE(shows("first"));
  repository_.publish(small_office("second"));
  ASSERT_TRUE(nudge());
  EXPECT_TRUE(shows("second"));
}

TEST_F(ReceiverTest, DoesNotBeginWithABrokerThatIsNone) {
  repository_.publish(small_office("first"));
  ReceiverOptions options;
  options.store.folder = folder_ / "store";
  options.store.factory_root = repository_.root_file();
  options.repository = repository_.folder();
  options.nudge = "mqtt://broker";
  EXPECT_FALSE(Receiver::start(std::move(options), clock_, log_));
}

TEST_F(ReceiverTest, KeepsNoAlertWaitingForAFilm) {
  repository_.publish(small_office("first"));
  const int port = free_port();
  const WebServer server(repository_.folder(), port);
  from_ = fmt::format("http://127.0.0.1:{}", port);
  bytes_per_second_ = 100'000;
  start(milliseconds(200));
  ASSERT_TRUE(shows("first"));
  repository_.publish(small_office(std::string(20'000'000, 'x')));  // three minutes of it
  ASSERT_TRUE(comes([this] { return receiver_->state().progress.bytes_total > 1'000'000; }));
  repository_.publish_alerts({{"fire.xml", "<alert/>"}}, std::chrono::hours(2));
  EXPECT_TRUE(comes([this] { return std::filesystem::exists(receiver_->alerts() / "fire.xml"); }));
  EXPECT_EQ(read_file(receiver_->active() / "media/a.mp4"), "first");
}

TEST_F(ReceiverTest, SaysThatItIsStaleAndPlaysOn) {
  repository_.publish(small_office("first"));
  start(milliseconds(50));
  ASSERT_TRUE(shows("first"));
  repository_.timestamp_life = seconds(-1);
  repository_.publish(small_office("late"));
  EXPECT_TRUE(comes([this] { return !receiver_->state().stale.empty(); }));
  EXPECT_EQ(read_file(receiver_->active() / "media/a.mp4"), "first");
  repository_.timestamp_life = seconds(3'600);
  repository_.publish(small_office("fresh"));
  EXPECT_TRUE(shows("fresh"));
  EXPECT_TRUE(comes([this] { return receiver_->state().stale.empty(); }));
}

TEST_F(ReceiverTest, SaysThatItIsFreshAgainWithoutAnythingNew) {
  repository_.publish(small_office("first"));
  start(milliseconds(50));
  ASSERT_TRUE(comes([this] { return receiver_->state().version == 1; }));
  std::filesystem::rename(repository_.folder(), folder_ / "gone");
  ASSERT_TRUE(comes([this] { return !receiver_->state().stale.empty(); }));
  std::filesystem::rename(folder_ / "gone", repository_.folder());
  EXPECT_TRUE(comes([this] { return receiver_->state().stale.empty(); }));
}

TEST_F(ReceiverTest, SeesATamperedFileWhenItIsAskedAndFetchesItAnew) {
  repository_.publish(small_office("approved"));
  start(milliseconds(50));
  ASSERT_TRUE(shows("approved"));
  ASSERT_TRUE(comes([this] { return receiver_->state().version == 1; }));
  const auto film = std::filesystem::canonical(receiver_->active()) / "media/a.mp4";
  EXPECT_TRUE(receiver_->check(film));
  std::ofstream(film) << "tampered";
  EXPECT_FALSE(receiver_->check(film));
  EXPECT_TRUE(shows("approved"));
  EXPECT_TRUE(receiver_->check(film));
}

TEST_F(ReceiverTest, HoldsWhatAnotherProcessBroughtToItsSignatures) {
  repository_.publish(small_office("approved"));
  from_ = folder_ / "no line";
  start(milliseconds(50));
  StoreOptions options;
  options.folder = folder_ / "store";
  options.factory_root = repository_.root_file();
  options.role.screens = {"A"};
  Synchroniser stick(options, clock_, log_, {});
  const auto repository = Repository::open(repository_.folder(), {}, {}, {});
  ASSERT_TRUE(repository);
  ASSERT_TRUE(stick.run(repository->origins(), {}, {}));
  const auto film = std::filesystem::canonical(receiver_->active()) / "media/a.mp4";
  std::ofstream(film) << "tampered";
  EXPECT_TRUE(comes([&] { return !receiver_->check(film); }));
}

TEST_F(ReceiverTest, GoesOnWithoutItsRepositoryAfterARestart) {
  repository_.publish(small_office("approved"));
  start(milliseconds(50));
  ASSERT_TRUE(shows("approved"));
  receiver_.reset();
  std::filesystem::rename(repository_.folder(), folder_ / "gone");
  std::filesystem::create_directories(repository_.folder() / "metadata");
  std::filesystem::copy(folder_ / "gone/metadata/1.root.json", repository_.root_file());
  start(milliseconds(50));
  EXPECT_EQ(read_file(receiver_->active() / "media/a.mp4"), "approved");
  EXPECT_TRUE(comes([this] { return !receiver_->state().stale.empty(); }));
}

}  // namespace
}  // namespace crier
