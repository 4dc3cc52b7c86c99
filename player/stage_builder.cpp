// SPDX-License-Identifier: Apache-2.0
#include "player/stage_builder.hpp"

#include <utility>

namespace crier {

Result<std::unique_ptr<Stage>> build_stage(const StageRequest& request, Programmes& programmes) {
  const Channel& channel = request.office.channels.at(request.screen.channel);
  const DisplaySize size = request.size;
  const Layout* const layout = layout_for(channel, size.width, size.height);
  auto stage = std::make_unique<Stage>(size, layout == nullptr ? Rgb{0} : layout->background);
  if (layout == nullptr) {
    const Rectangle all{0, 0, size.width, size.height};
    stage->add_programme(std::make_unique<FeedZone>(*request.programme, all, 0, stage->next_layer()));
  }
  stage->begin();
  static_cast<void>(programmes);
  return stage;
}

}  // namespace crier
