// Loaded before the real program by a flow test: the machine's clock seems to be CLOCK_SHIFT_MS ahead. Timers run as ever.
const shiftMs = Number(process.env['CLOCK_SHIFT_MS'] ?? '0');
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + shiftMs);
    else super(...parts);
  }

  static now() {
    return RealDate.now() + shiftMs;
  }
};
