// A threshold search on mass: how far from a centre one has to go until what lies within weighs enough.
//
// Weights are w = exp(x), and their distance is |x - centre|: whoever is within some distance weighs no less than
// one bound and no more than another, so that no logarithm is taken. Each walk over the weights tries three
// distances: two around the best guess, by linear interpolation (false position), and one that halves what is left.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

#include "vector.hpp"

namespace lib {

/// Beyond this distance from the largest, exponentials underflow.
inline constexpr float furthest = 88.0f;

/// Distances that are tried at once.
inline constexpr size_t tries = 3;

/// Every `stride`-th of some registers of weights, none of which exceeds 1, but for rounding.
struct weights {
  const float *w;
  size_t registers;
  size_t stride;
  double centre;

  /// Writes how much is within each distance. Relative error below 4e-6: 64 roundings in a lane.
  void within(const float (&distances)[tries], double (&masses)[tries]) const {
    floats low[tries], high[tries];
    for (size_t k = 0; k < tries; ++k) {
      const auto distance = static_cast<double>(distances[k]);
      low[k] = all(static_cast<float>(std::exp(centre - distance)));
      high[k] = all(static_cast<float>(std::exp(std::min(centre + distance, 1.0))));
      masses[k] = 0.0;
    }
    for (size_t r = 0; r < registers;) {
      floats mass[tries]{};
      for (size_t left = 64; left > 0 && r < registers; --left, r += stride) {
        const floats x = load(w + r * lanes);
        for (size_t k = 0; k < tries; ++k) mass[k] += (floats)((words)x & (x >= low[k]) & (x <= high[k]));
      }
      for (size_t k = 0; k < tries; ++k) masses[k] += sum(mass[k]);
    }
  }
};

/// Around the distance looked for: within `near` is too little, within `far` enough.
struct bracket {
  float near = 0.0f, far = furthest;
  double near_mass = 0.0, far_mass;
  /// Mass per distance before `near`.
  double slope = 0.0;

  void narrow(const weights &of, double target, const float (&ascending)[tries]) {
    double masses[tries];
    of.within(ascending, masses);
    for (size_t k = 0; k < tries; ++k) {
      if (masses[k] >= target) {
        if (ascending[k] < far) far = ascending[k], far_mass = masses[k];
      } else if (ascending[k] > near) {
        slope = (masses[k] - near_mass) / static_cast<double>(ascending[k] - near);
        near = ascending[k], near_mass = masses[k];
      }
    }
  }

  /// Where to look next: as if the mass were linear in between, or, far from anything known, went on as before.
  float guess(double target) const {
    const double missing = target - near_mass;
    if (far == furthest && missing < slope) return std::min(near + static_cast<float>(missing / slope), far);
    return near + (far - near) * static_cast<float>(std::clamp(missing / (far_mass - near_mass), 0.0, 1.0));
  }

  /// Until it is no wider than `width`.
  void narrow(const weights &of, double target, float width) {
    while (far - near > width) {
      const float next = guess(target), around = std::max(0.45f * width, std::min(far - next, next - near) / 8);
      const float below = std::max(next - around, near), above = std::min(next + around, far);
      if (below - near > far - above) {
        narrow(of, target, {(near + below) / 2, below, above});
      } else {
        narrow(of, target, {below, above, (above + far) / 2});
      }
    }
  }
};

/// A distance within which is `target`, which is above 0, and at most `width` larger than necessary; infinity if there
/// is less.
inline float distance_holding(const weights &of, double target, float width) {
  const float first[tries] = {2.0f, 10.0f, furthest};
  double masses[tries];
  of.within(first, masses);
  if (masses[2] < target) return std::numeric_limits<float>::infinity();
  bracket found{.far_mass = masses[2]};
  found.narrow(of, target, first);
  found.narrow(of, target, width);
  return found.far;
}

/// The same, of many weights that add up to `total`: a part of them tells where to begin.
inline float distance_holding(const weights &of, double target, double total, float width) {
  constexpr size_t stride = 16;
  const weights part{of.w, of.registers, of.stride * stride, of.centre};
  double total_of_part[tries];
  part.within({furthest, furthest, furthest}, total_of_part);
  const double target_of_part = target / total * total_of_part[0];
  // Of few heavy weights, none may be in the part.
  const float guess = target_of_part > 0.0 ? distance_holding(part, target_of_part, width) : furthest;
  if (!(guess < furthest)) return distance_holding(of, target, width);
  bracket found{.far_mass = total};
  found.narrow(of, target, {0.9f * guess, guess, 1.1f * guess + width});
  found.narrow(of, target, width);
  return found.far;
}

}  // namespace lib
