import { appleSignIn } from '#membership/server/provider/apple.ts';
import { facebookSignIn } from '#membership/server/provider/facebook.ts';
import { googleSignIn } from '#membership/server/provider/google.ts';
import { lineSignIn } from '#membership/server/provider/line.ts';
import { openIdSignIn } from '#membership/server/provider/open-id.ts';
import type { SignInKind } from '#membership/server/provider/provider-kind.ts';
import type { ProviderKind } from '#membership/provider.ts';

/** Every kind of provider, one line each. */
export const signInKinds: Record<ProviderKind, SignInKind> = {
	line: lineSignIn,
	google: googleSignIn,
	apple: appleSignIn,
	facebook: facebookSignIn,
	oidc: openIdSignIn,
};
