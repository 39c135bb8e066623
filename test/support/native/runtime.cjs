// Stands where jest-runtime stands: loads a test file by Node's own import. Modules of the program are loaded once for all files of
// a worker, those of test/ anew for each file (see hooks.js), and so is jest-circus, which keeps the list of tests.
const { transformFileSync } = require('@swc/core');
const asyncHooks = require('node:async_hooks');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { register } = require('node:module');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const options = require('./swcOptions.cjs');

register('./hooks.js', pathToFileURL(__filename));

/** Where jest-circus looks for its event handlers: those of the file before must be gone. */
const circusHandlers = Symbol.for('EVENT_HANDLERS');
/** Where globals.js looks for what @jest/globals gives. */
const globalsOfFile = Symbol.for('capebot.globalsOfFile');
let files = 0;
const writable = { configurable: true, enumerable: true, writable: true };

/** Files with the source map of each module, by its address; one is made when a stack with its module is shown, for that is seldom. */
class SourceMaps extends Map {
  get(address) {
    const known = super.get(address);
    const [module] = address.replace('file://', '').split('?');
    if (known !== undefined || !module.endsWith('.ts')) return known;
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'capebot-map-')), 'module.map');
    process.once('exit', () => rmSync(path.dirname(file), { recursive: true, force: true }));
    writeFileSync(file, transformFileSync(module, { ...options, sourceMaps: true }).map);
    this.set(address, file);
    return file;
  }
}

const sourceMaps = new SourceMaps();

/** Each jest-circus makes one, which every promise made afterwards carries on until it is disabled: after 200 files 200 of them. */
const circusStorage = (AsyncLocalStorage, made) => class extends AsyncLocalStorage {
  constructor() {
    super();
    made.push(this);
  }
};

module.exports = class NativeRuntime {
  constructor(_config, environment) {
    this.mocker = environment.moduleMocker;
    this.file = files += 1;
    this.storages = [];
  }

  setGlobalsForRuntime(globals) {
    const { mocker } = this;
    globalThis[globalsOfFile] = { ...globals, jest: { fn: mocker.fn.bind(mocker), spyOn: mocker.spyOn.bind(mocker), restoreAllMocks: () => mocker.restoreAllMocks() } };
  }

  requireInternalModule(file) {
    globalThis[circusHandlers] = undefined;
    Reflect.deleteProperty(require.cache, file);
    // Node 20 keeps it as a value, later ones behind a getter.
    const own = Object.getOwnPropertyDescriptor(asyncHooks, 'AsyncLocalStorage');
    Object.defineProperty(asyncHooks, 'AsyncLocalStorage', { ...writable, value: circusStorage(asyncHooks.AsyncLocalStorage, this.storages) });
    try {
      return require(file);
    } finally {
      Object.defineProperty(asyncHooks, 'AsyncLocalStorage', own);
    }
  }

  requireModule(file) {
    return require(file);
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  async unstable_importModule(file) {
    return import(`${pathToFileURL(file)}?file=${this.file}`);
  }

  getSourceMaps() {
    return sourceMaps;
  }

  getAllCoverageInfoCopy() {
    return undefined;
  }

  enterTestCode() {}

  leaveTestCode() {}

  teardown() {
    globalThis[globalsOfFile] = undefined;
    for (const storage of this.storages) storage.disable();
  }
};
