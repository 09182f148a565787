import { expect, test } from "vitest";
import { ProblemError } from "../harness/support/problem.js";
import { interruptible } from "./interrupt.js";

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));

test("work that nobody interrupts", async () => {
  const before = process.listenerCount("SIGINT");
  expect(
    await interruptible(
      () => {},
      async () => 7,
    ),
  ).toEqual({ value: 7, interrupted: false });
  expect(process.listenerCount("SIGINT")).toBe(before);
});

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s aborts the work, which still returns its value",
  async (name) => {
    const said: string[] = [];
    const running = interruptible(
      () => said.push("stopping"),
      async (signal) => {
        setImmediate(() => process.emit(name));
        await untilAborted(signal);
        return "what was finished";
      },
    );
    expect(await running).toEqual({ value: "what was finished", interrupted: true });
    expect(said).toEqual(["stopping"]);
  },
);

test("work that throws when aborted ends with 130", async () => {
  const failing = (error: Error) =>
    interruptible(
      () => {},
      async (signal) => {
        setImmediate(() => process.emit("SIGINT"));
        await untilAborted(signal);
        throw error;
      },
    );
  const problem = { code: "DISK_FULL", message: "No space." };
  await expect(failing(new Error("aborted"))).rejects.toMatchObject({
    exitCode: 130,
    problem: { code: "INTERRUPTED" },
  });
  await expect(failing(new ProblemError(problem))).rejects.toMatchObject({ exitCode: 130, problem });
});

test("an error of its own passes through", async () => {
  await expect(
    interruptible(
      () => {},
      () => Promise.reject(new TypeError("bug")),
    ),
  ).rejects.toThrow(TypeError);
});

test("work that waits for nothing any more ends with an error, and is aborted", async () => {
  let aborted = false;
  const starving = interruptible(
    () => {},
    (signal) => {
      setImmediate(() => process.emit("beforeExit", 0));
      return untilAborted(signal).then(() => {
        aborted = true;
      });
    },
  );
  await expect(starving).rejects.toThrow("can no longer happen");
  expect(aborted).toBe(true);
});
