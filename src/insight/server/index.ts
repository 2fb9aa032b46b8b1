export { countClick, type FollowedLink } from '#insight/server/commands/count-click.ts';
export { countHit, flushHits, stopCounting, type PageHit } from '#insight/server/counting/count-hit.ts';
export { siteDay } from '#insight/server/counting/site-day.ts';
export { visitorOf } from '#insight/server/counting/visitor.ts';
export { linkJoined } from '#insight/server/jobs/link-joined.ts';
export { findTouch, type Joining, type Touch } from '#insight/server/queries/find-touch.ts';
export { readBoard } from '#insight/server/queries/read-board.ts';
export { readDrops, type DroppedHits } from '#insight/server/queries/read-drops.ts';
export { readFunnel, type Funnel } from '#insight/server/queries/read-funnel.ts';
