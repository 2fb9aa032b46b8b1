export { practiceApi } from '#network/practice/server/api/practice-api.ts';
export { likePost } from '#network/practice/server/commands/like-post.ts';
export { showPost } from '#network/practice/server/commands/show-post.ts';
export { tellHistory } from '#network/practice/server/commands/tell-history.ts';
export { writeComment } from '#network/practice/server/commands/write-comment.ts';
export { readPost } from '#network/practice/server/queries/read-post.ts';
export { readTimeline } from '#network/practice/server/queries/read-timeline.ts';
export { servePractice, type PracticeServer } from '#network/practice/server/serve-practice.ts';
