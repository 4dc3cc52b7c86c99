// SPDX-License-Identifier: Apache-2.0
// Which coded pictures no other picture refers to. Pure functions; internal to player/media.
#pragma once

struct AVCodecParameters;
struct AVPacket;

namespace crier {

// True where the packet is marked as disposable or, in H.264, where nal_ref_idc says so (ITU-T H.264, 7.4.1).
// False for what it cannot tell: the decoder then finds out for itself.
bool is_disposable(const AVCodecParameters& codec, const AVPacket& packet);

}  // namespace crier
