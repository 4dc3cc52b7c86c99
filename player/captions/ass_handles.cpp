// SPDX-License-Identifier: Apache-2.0
#include "player/captions/ass_handles.hpp"

#include <ass/ass.h>

namespace crier {

void AssDeleter::operator()(ass_library* library) const noexcept {
  ass_library_done(library);
}
void AssDeleter::operator()(ass_renderer* renderer) const noexcept {
  ass_renderer_done(renderer);
}
void AssDeleter::operator()(ass_track* track) const noexcept {
  ass_free_track(track);
}

}  // namespace crier
