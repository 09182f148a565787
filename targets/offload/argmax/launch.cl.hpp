// Finds the argmax of rows on an OpenCL device: the twin of launch.cuh.
#pragma once

#include <map>

#include "../lib/rank.cl.hpp"
#include "kernel.cl.hpp"
#include "parts.hpp"

namespace offload {

/// How the kernels are laid out.
struct shape {
  std::size_t group;     ///< work-items of a group
  std::size_t least;     ///< logits that are worth a group
  std::size_t per_unit;  ///< groups at once, for each compute unit
  const char *macros;    ///< see `argmax_source`
};
/// Work-items side by side read logits side by side; a compute unit holds eight groups of 256, on most GPUs.
inline constexpr shape wide{256, 1024, 8,
                            "#define GROUP 256\n#define WIDTH 1\n#define FLOATS float\n#define INTS int\n"
                            "#define LOAD(pointer) (*(pointer))\n"};
/// One work-item goes through its part in vectors, as suits a processor.
inline constexpr shape narrow{1, 4096, 4,
                              "#define GROUP 1\n#define WIDTH 16\n#define FLOATS float16\n#define INTS int16\n"
                              "#define LOAD(pointer) vload16(0, pointer)\n"};

class finder {
 public:
  finder(const device::queue &, std::size_t n, std::size_t rows, const shape &on = device::is_cpu() ? narrow : wide)
      : n_(static_cast<cl_uint>(n)),
        parts_(parts_of(n, rows, on.least, on.per_unit * device::compute_units())),
        group_(on.group),
        built_(built(on)),
        ranks_(rows * parts_) {}

  /// Into `ids`, memory of the device or mapped memory, those of the first `batch` rows.
  template <class Ids>
  void find(const device::queue &by, const device::buffer<float> &logits, std::size_t batch, const Ids &ids) const {
    if (batch == 0) return;
    by.launch(built_.of_parts, batch * parts_ * group_, group_, logits.get(), n_, parts_, ranks_.get());
    by.launch(built_.of_rows, batch * group_, group_, ranks_.get(), n_, parts_, ids.get());
  }

 private:
  struct kernels {
    explicit kernels(const device::program &all)
        : of_parts(all, "largest_of_parts"), of_rows(all, "largest_of_rows") {}
    device::kernel of_parts, of_rows;
  };
  /// Once per library: it takes long.
  static const kernels &built(const shape &on) {
    static std::map<const shape *, kernels> all;
    const auto known = all.find(&on);
    if (known != all.end()) return known->second;
    return all.emplace(&on, device::program{on.macros, ranks, argmax_source}).first->second;
  }

  cl_uint n_, parts_;
  std::size_t group_;
  const kernels &built_;
  device::buffer<cl_ulong> ranks_;
};

}  // namespace offload
