export const conversationEndpoints = [];
