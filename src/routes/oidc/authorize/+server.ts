import { authorizeClient } from '#web/single-sign-on.ts';

export const GET = authorizeClient;
export const POST = authorizeClient;
