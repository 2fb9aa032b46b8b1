import { serveApi } from '#web/api/serve-api.ts';

export const GET = serveApi;
export const POST = serveApi;
export const PATCH = serveApi;
export const DELETE = serveApi;
