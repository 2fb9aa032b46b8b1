export const threadParts = (_: unknown): Record<string, string> => ({});
