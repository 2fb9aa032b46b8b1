export const commentActions = { comment: async () => ({}) };
