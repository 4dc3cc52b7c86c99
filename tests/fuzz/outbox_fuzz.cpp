// SPDX-License-Identifier: Apache-2.0
// What a failing disk may make of an outbox: any bytes as a cell, any bytes around one, and any change of its
// file. Whatever became of the file, the outbox opens again, and still owes every report that is whole.
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "content/outbox/outbox.hpp"
#include "content/sealing/key_making.hpp"
#include "content/sealing/tlv.hpp"

namespace {

using namespace crier;

constexpr SlotNumber kSlots = 64;        // the fewest that there can be
constexpr std::size_t kChangeBytes = 4;  // where (3, big endian), and what to
constexpr std::uint8_t kOpensFile = 'F';
constexpr std::uint8_t kCutsFile = 'C';

void demand(bool holds) {
  if (!holds) std::abort();
}

std::string read_whole(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::set<EnvelopeId> owed_in(const std::string& file) {
  std::set<EnvelopeId> ids;
  for (const Cell& cell : find_cells(as_bytes(file)))
    if (cell.standing == Standing::owed) ids.insert(cell.envelope.id());
  return ids;
}

// One folder for all runs, gone with the process, and what a whole outbox's file holds.
class Disk {
 public:
  Disk()
      : folder_(std::filesystem::temp_directory_path() / ("crier-outbox-fuzz-" + std::to_string(::getpid()))),
        keys_{make_report_keys(std::chrono::year{2026} / 11 / 1, std::nullopt)->published} {
    std::filesystem::create_directories(folder_);
    demand(Outbox::open(folder_, keys_, {kSlots, 0, ""}).has_value());
    whole_ = read_whole(folder_ / "outbox.db");
  }
  ~Disk() {
    std::error_code error;
    std::filesystem::remove_all(folder_, error);
  }

  void open_changed(Bytes changes, bool is_cut) {
    std::string file = whole_;
    for (; changes.size() >= kChangeBytes; changes = changes.subspan(kChangeBytes)) {
      const std::size_t at =
          (std::size_t{changes[0]} << 16 | std::size_t{changes[1]} << 8 | changes[2]) % file.size();
      if (std::exchange(is_cut, false)) {
        file.resize(std::max<std::size_t>(at, 1));
      } else {
        file[at] = static_cast<char>(changes[3]);
      }
    }
    for (const auto& entry : std::filesystem::directory_iterator(folder_))
      if (entry.path().filename() != "lock") std::filesystem::remove(entry.path());
    std::ofstream(folder_ / "outbox.db", std::ios::binary) << file;
    demand(Outbox::open(folder_, keys_, {kSlots, 0, ""}).has_value());
    demand(std::ranges::includes(owed_in(read_whole(folder_ / "outbox.db")), owed_in(file)));
  }

 private:
  std::filesystem::path folder_;
  std::vector<ReportKeys> keys_;
  std::string whole_;
};

// A cell is taken exactly as it is written, wherever it lies.
void read_cell(Bytes bytes) {
  std::vector<std::uint8_t> envelope(kEnvelopeBytes);
  std::copy_n(bytes.begin(), std::min(bytes.size(), envelope.size()), envelope.begin());
  std::copy(kEnvelopeMagic.begin(), kEnvelopeMagic.end(), envelope.begin());
  const auto parsed = Envelope::parse(envelope);
  if (!parsed) return;
  auto cell = encode_cell({bytes.size() % 2 == 0 ? Standing::owed : Standing::reserve, *parsed});
  const auto read = decode_cell(cell);
  demand(read && encode_cell(*read) == cell);
  std::vector<std::uint8_t> around(bytes.begin(), bytes.end());
  around.insert(around.end(), cell.begin(), cell.end());
  around.insert(around.end(), bytes.begin(), bytes.end());
  const auto found = find_cells(around);
  demand(found.size() == 1 && found.front().envelope == *parsed);
  cell[bytes.size() % cell.size()] ^= 1;
  demand(!decode_cell(cell));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Disk disk;
  const Bytes bytes(data, size);
  demand(!decode_cell(bytes) && find_cells(bytes).empty());  // shorter than a cell
  if (size == 0) return 0;
  if (data[0] == kOpensFile || data[0] == kCutsFile) {
    disk.open_changed(bytes.subspan(1), data[0] == kCutsFile);
  } else {
    read_cell(bytes);
  }
  return 0;
}
