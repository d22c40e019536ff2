const hour = 3_600_000;
const MORNING = 9;
const MONDAY = 1;

/** Moments at which a ticket that is set aside may come back, by the viewer's clock. */
export function holdTimes(now: Date): { readonly inAnHour: Date; readonly tomorrow: Date; readonly monday: Date } {
  const daysToMonday = (MONDAY + 7 - now.getDay()) % 7 || 7;
  return {
    inAnHour: new Date(now.getTime() + hour),
    tomorrow: morningIn(now, 1),
    monday: morningIn(now, daysToMonday),
  };
}

const morningIn = (now: Date, days: number): Date =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);
