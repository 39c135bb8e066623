// The environment of a test file: this process itself, without a vm context. A context of its own made Node read and compile the
// whole program and jest itself anew for each of 240 files, which took longer than what they test.
const { ModuleMocker } = require('jest-mock');

module.exports = class NativeEnvironment {
  constructor() {
    // What jest sets for a test file stays on this object; reading goes on to the real globals.
    this.global = Object.create(globalThis, { process: { value: undefined } });
    this.moduleMocker = new ModuleMocker(globalThis);
  }

  async setup() {
    // Jest sets a hundred, and every expect() notes a stack.
    Error.stackTraceLimit = 10;
  }

  async teardown() {
    // The program's modules are shared by the files of a worker: no spy of one may be left for the next.
    this.moduleMocker.restoreAllMocks();
  }

  exportConditions() {
    return ['node'];
  }

  getVmContext() {
    return null;
  }
};
