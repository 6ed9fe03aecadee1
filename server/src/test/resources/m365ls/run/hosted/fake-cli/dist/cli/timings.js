export const timings = { core: [] };
