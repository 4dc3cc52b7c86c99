// SPDX-License-Identifier: Apache-2.0
// What a failing disk may make of an outbox: any bytes as a cell, any bytes around one, and any change of its
// file. Whatever became of the file, either every cell is read that is whole, or it is known to be damaged
// and will be mended.
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "content/outbox/cell.hpp"
#include "content/outbox/slot_file.hpp"
#include "content/sealing/key_making.hpp"
#include "content/sealing/tlv.hpp"

namespace {

using namespace crier;

constexpr SlotNumber kSlots = 6;
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

// One file for all runs, gone with the process, and what it holds while it is whole.
class Disk {
 public:
  Disk()
      : file_(std::filesystem::temp_directory_path() / ("crier-outbox-fuzz-" + std::to_string(::getpid()))) {
    const auto keys = make_report_keys(std::chrono::year{2026} / 11 / 1, std::nullopt);
    std::vector<std::vector<std::uint8_t>> cells;
    for (SlotNumber slot = 0; slot < kSlots; ++slot)
      cells.push_back(
          encode_cell({slot % 2 == 0 ? Standing::owed : Standing::reserve, *seal_dummy(keys->published)}));
    demand(SlotFile::open(file_, "")->fill(cells).has_value());
    whole_ = read_whole(file_);
  }
  ~Disk() { remove(); }

  void read_changed(Bytes changes, bool is_cut) {
    std::string bytes = whole_;
    for (; changes.size() >= kChangeBytes; changes = changes.subspan(kChangeBytes)) {
      const std::size_t at =
          (std::size_t{changes[0]} << 16 | std::size_t{changes[1]} << 8 | changes[2]) % bytes.size();
      if (std::exchange(is_cut, false)) {
        bytes.resize(std::max<std::size_t>(at, 1));
      } else {
        bytes[at] = static_cast<char>(changes[3]);
      }
    }
    remove();
    std::ofstream(file_, std::ios::binary) << bytes;
    const auto cells = read_and_write();
    if (!cells) return demand(cells.error().code == ErrorCode::format);
    demand(std::ranges::includes(owed_in(*cells), owed_in(bytes)));
  }

 private:
  // The cells one after the other, as an outbox reads them when it is opened.
  Result<std::string> read_and_write() {
    auto slots = SlotFile::open(file_, "");
    if (!slots) return tl::unexpected(slots.error());
    const auto count = slots->count();
    if (!count) return tl::unexpected(count.error());
    if (*count == 0) return fail(ErrorCode::format, "it is filled, and cannot be");
    std::string cells;
    for (SlotNumber number = 0; number < *count; ++number) {
      const auto cell = slots->read(number);
      if (!cell) return tl::unexpected(cell.error());
      if (!decode_cell(*cell)) return fail(ErrorCode::format, "a slot is damaged");
      cells += as_text(*cell);
      if (const auto written = slots->write({{number, *cell}}); !written)
        return tl::unexpected(written.error());
    }
    return cells;
  }

  void remove() const {
    std::error_code error;
    for (const char* const ending : {"", "-journal", "-wal", "-shm"})
      std::filesystem::remove(file_.string() + ending, error);
  }

  std::filesystem::path file_;
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
    disk.read_changed(bytes.subspan(1), data[0] == kCutsFile);
  } else {
    read_cell(bytes);
  }
  return 0;
}
