import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generateDriver, generateHeader } from "../build/generate.js";
import { inout, input, output, struct } from "../index.js";
import type { Signature } from "../model/kernel.js";
import { drawInstance } from "../plan/inputs.js";
import { decodeImage } from "../support/codec.js";
import { layoutOf } from "../support/layout.js";
import { packageRoot } from "../support/package.js";
import { runTool } from "../support/spawn.js";
import { type TemporaryProject, temporaryProject } from "../support/testing/project.js";
import { sampleTarget, sampleVariant, sampleWorkload } from "../support/testing/target.js";

const numbers = struct("numbers", { data: inout("f32", "size"), size: "usize", sorted: "bool" });

/** State, hook, nested buffer, scalars and a returned pointer: every branch of the templates. */
const rich: Signature = {
  kernel: { name: "kernel", args: { cur: inout(numbers), t: "f32", n: "i32" }, returns: output("f64", "n") },
  state: { create: { name: "make", args: { table: input("u16", 3), scale: "f64" } }, destroy: "drop" },
  before: "prepare",
};
/** And the branches not taken. */
const bare: Signature = { kernel: { name: "kernel", args: { x: input("f32", 4) }, returns: "f32" } };

/** Writes the generated header and driver of a signature; returns the flags that find them. */
async function generate(project: TemporaryProject, signature: Signature): Promise<string[]> {
  const target = sampleTarget(signature, [sampleVariant("a")]);
  project.write("pawl/1.1.h", await generateHeader(target));
  project.write("driver.cpp", await generateDriver(target));
  return ["-std=c++20", `-I${project.root}`, `-I${join(packageRoot, "harness", "native")}`];
}

const isThere = async (compiler: string) => (await runTool(compiler, ["--version"])).exitCode === 0;
const compilers = ["g++", ...((await isThere("clang++")) ? ["clang++"] : [])];

test.each(
  compilers.flatMap((compiler) => [[compiler, "rich", rich] as const, [compiler, "bare", bare] as const]),
)("%s has nothing to say about the driver of a %s signature", async (compiler, _, signature) => {
  const project = temporaryProject();
  const flags = await generate(project, signature);
  const strict = ["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-O2", "-c", "-o", "driver.o"];
  const finished = await runTool(compiler, [...flags, ...strict, "driver.cpp"], { cwd: project.root });
  expect(finished).toEqual({ exitCode: 0, signal: null, output: "" });
});

const LIBRARY = `
#include "pawl/1.1.h"
#include <stdlib.h>
struct state { double scale; double out[8]; int prepared; };
void *make(const uint16_t *table, double scale) {
  struct state *s = calloc(1, sizeof *s);
  s->scale = scale + table[0] + table[2];
  return s;
}
void drop(void *s) { free(s); }
void prepare(void *s, numbers *cur, float t, int32_t n) { (void)cur, (void)t, (void)n; ((struct state *)s)->prepared++; }
static int recording;
const char *pawl_device_name(void *s) { return s ? "a device" : NULL; }
void pawl_device_events(void *s, int on) { (void)s; recording = on; }
double pawl_device_ns(void *s) { return s && recording ? 7 : -1; }
const double *kernel(void *state, numbers *cur, float t, int32_t n) {
  struct state *s = state;
  for (size_t i = 0; i < cur->size; i++) cur->data[i] += t;
  for (int i = 0; i < n; i++) s->out[i] = s->scale * i + s->prepared;
  cur->size -= 1;
  return s->out;
}
`;

const mainOf = (layout: ReturnType<typeof layoutOf>) => `
#include "driver.cpp"
#include <cstdlib>

#define CHECK(condition) do { if (!(condition)) { std::puts(#condition); std::exit(1); } } while (0)

/** Writes between buffers are told with the nearer buffer, once. */
static void look_into_gaps() {
  const std::vector<pawl::segment> two = {{0, 60, 4, 0}, {64, 64, 4, 0}};
  std::vector<std::byte> memory(192);
  pawl::frame f;
  f.segments = {memory.data(), memory.data() + 64};
  const pawl::padding gaps(f, two, [](const pawl::segment &s) { return pawl::round_up(s.bytes + 1, 64); });
  CHECK(gaps.look().distance == 0);
  const struct { std::size_t at, segment; std::int64_t distance; } writes[] = {{60, 0, 1}, {63, 1, -1}, {128, 1, 1}, {191, 1, 64}};
  for (const auto &w : writes) {
    memory[w.at] = std::byte{1};
    const pawl::stray found = gaps.look();
    CHECK(found.segment == w.segment && found.distance == w.distance);
    CHECK(gaps.look().distance == 0);
  }
}

int main() {
  const std::uint64_t segments[] = {${layout.segments.flatMap((s) => [s.offset, s.bytes, s.align, Number(s.ofState)])}};
  const std::uint64_t relocations[] = {${layout.relocations.flatMap((r) => [r.segment, r.offset, r.target])}};
  CHECK(!pawl_begin("no-such-file") && pawl_begin("status"));
  CHECK(!pawl_open("no-such-file", ${layout.bytes}, 2, segments, ${layout.segments.length}, relocations, 1, 64, 0));
  CHECK(!pawl_open("images", ${layout.bytes}, 99, segments, ${layout.segments.length}, relocations, 1, 64, 0));
  // Off a page by exactly the promised alignment, whatever the size.
  CHECK(reinterpret_cast<std::uintptr_t>(pawl::fenced(4096, 4, pawl::edge::none).data()) % 8 == 4);
  look_into_gaps();
  for (int cold = 0; cold < 2; ++cold) {
    void *s = pawl_open("images", ${layout.bytes}, 2, segments, ${layout.segments.length}, relocations, 1, 64, cold);
    CHECK(s);
    CHECK(*pawl_load(s, "./no-such.so", "kernel") && *pawl_load(s, "./a.so", "kernle"));
    CHECK(!*pawl_load(s, "./a.so", "kernel") && !*pawl_load(s, "./a.so", "kernel"));

    std::vector<std::uint8_t> out(${layout.bytes}), moved(1);
    std::vector<std::int64_t> overruns(${layout.segments.length});
    const std::uint8_t blank[${layout.segments.length}] = {};
    std::FILE *file = std::fopen("out", "wb");
    for (std::uint64_t instance = 0; instance < 3; ++instance) {
      for (int at_begin = 0; at_begin < 2; ++at_begin) {
        CHECK(pawl_call(s, 1, instance, instance, 1 + at_begin, 0, at_begin, blank, 0xC1, out.data(), overruns.data(), moved.data()) == 0);
        for (std::int64_t overrun : overruns) CHECK(overrun == 0);
        CHECK(!moved[0]);
        std::fwrite(out.data(), 1, out.size(), file);
      }
    }
    std::fclose(file);

    for (std::size_t frames : {1, 3, 2}) {
      const auto before = pawl::of(s).libraries[1].kernel;
      pawl_move_libraries(s, frames);
      CHECK(pawl::of(s).libraries[1].kernel != before);
      CHECK(pawl_remap(s, frames % 2, frames) == 0);
      const std::uint32_t batch = static_cast<std::uint32_t>(frames == 1 ? 5 : frames), batches[] = {batch, batch};
      const std::uint8_t order[] = {0, 1, 1, 0, 0, 1, 1, 0, 0, 1};
      double samples[10] = {}, probes[3] = {};
      pawl_rounds(s, order, 5, 7, 0, 3, batches, 2, samples, probes);
      for (double sample : samples) CHECK(sample > 0);
      for (double probe : probes) CHECK(probe > 0);
      CHECK(pawl_empty_call(s, 3) >= 0);
      CHECK(pawl_note(s, 0, 0, blank, 0xC1) == 0);
    }
    const std::uint64_t asked[] = {0, 1, 2};
    std::vector<std::uint8_t> answers(6 * ${layout.bytes});
    std::uint8_t told[5];
    std::int64_t facts[12];
    CHECK(pawl_interrogate(s, 0, asked, 8, 1000000, blank, 0xC1, answers.data(), told, overruns.data(), moved.data(), facts) == 0);
    CHECK(told[0] && told[1] && told[2] && !moved[0]);
    CHECK(facts[0] >= 9 && facts[3] > 0 && facts[5] == -1 && facts[8] == 0);
    double operation[2], restore, usage[6];
    pawl_calibrate(s, operation, &restore, 0, 100000);
    CHECK(operation[0] > 0 && operation[1] > 0 && restore >= 0 && pawl_clock_step() > 0);
    double device[4];
    std::uint64_t made = 0;
    CHECK(pawl_device_offers(s, 1) == 3 && !std::strcmp(pawl_device_named(s, 1), "a device"));
    CHECK(pawl_device_times(s, 1, 0, 2, 4, 0, device, &made) == 0 && made == 2 && device[0] == 7 && device[1] == 7);
    pawl_usage(usage);
    CHECK(usage[2] > 0);
    if (cold) pawl_end(s);
    pawl::of(s).timing.drop_states();
    delete static_cast<pawl::driver *>(s);
  }
}
`;

test("a whole session is clean under the address and undefined-behaviour sanitizers", async () => {
  const project = temporaryProject();
  const workload = sampleWorkload({
    cur: { size: 5, sorted: true, data: { fill: "iota", start: 0, step: 1 } },
    t: 0.5,
    n: 3,
    table: [10, 20, 30],
    scale: 2,
  });
  const layout = layoutOf(rich, { "": { t: 0.5, n: 3, scale: 2 }, cur: { size: 5 } });
  const images = [0, 1, 2].map((instance) => drawInstance(layout, workload, instance));
  writeFileSync(join(project.root, "images"), Buffer.concat(images));
  project.write("status", "\0".repeat(32));
  project.write("a.c", LIBRARY);
  project.write("main.cpp", mainOf(layout));
  const sanitize = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
  const flags = [...(await generate(project, rich)), ...sanitize, "-g", "main.cpp", "-ldl", "-o", "main"];
  const commands = [
    ["gcc", "-std=c17", "-shared", "-fPIC", `-I${project.root}`, "a.c", "-o", "a.so"],
    ["g++", ...flags],
    ["env", "ASAN_OPTIONS=detect_leaks=0", "./main"],
  ];
  for (const [file = "", ...args] of commands) {
    const finished = await runTool(file, args, { cwd: project.root });
    expect(finished).toEqual({ exitCode: 0, signal: null, output: "" });
  }

  const out = readFileSync(join(project.root, "out"));
  const results = Array.from({ length: 6 }, (_, i) =>
    decodeImage(new Uint8Array(out.subarray(i * layout.bytes, (i + 1) * layout.bytes)), layout),
  );
  // scale + table[0] + table[2] = 42; the hook runs before each call of the same state.
  const once = { data: Float32Array.of(0.5, 1.5, 2.5, 3.5), size: 4, sorted: true };
  const twice = { data: Float32Array.of(1, 2, 3), size: 3, sorted: true };
  for (const [i, result] of results.entries()) {
    const repeated = i % 2 === 1;
    expect(result.cur).toEqual(repeated ? twice : once);
    expect(result.returns).toEqual(repeated ? Float64Array.of(2, 44, 86) : Float64Array.of(1, 43, 85));
    expect(result.table).toEqual(Uint16Array.of(10, 20, 30));
  }
});
