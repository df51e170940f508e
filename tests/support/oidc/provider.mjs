// A real identification provider for tests: asks for signed requests, a signed client assertion and PKCE, and seals what it
// tells. Who identifies themselves is chosen on its page. Reads its settings as JSON from the first argument.
import { createServer } from "node:http";
import { generateKeyPair, exportJWK } from "jose";
import Provider from "oidc-provider";

const { port, client, returnTo, keys, persons } = JSON.parse(process.argv[2]);
const issuer = `http://127.0.0.1:${port}`;
const { privateKey } = await generateKeyPair("RS256", { extractable: true });
const signing = { ...(await exportJWK(privateKey)), kid: "provider-1", use: "sig", alg: "RS256" };

const told = [...new Set(Object.values(persons).flatMap((claims) => Object.keys(claims)))];
const provider = new Provider(issuer, {
  acrValues: ["loa2", "loa3"],
  claims: { openid: ["sub", ...told] },
  clients: [
    {
      client_id: client,
      redirect_uris: [returnTo],
      post_logout_redirect_uris: [returnTo],
      response_types: ["code"],
      grant_types: ["authorization_code"],
      token_endpoint_auth_method: "private_key_jwt",
      token_endpoint_auth_signing_alg: "RS256",
      request_object_signing_alg: "RS256",
      require_signed_request_object: true,
      id_token_signed_response_alg: "RS256",
      id_token_encrypted_response_alg: "RSA-OAEP-256",
      id_token_encrypted_response_enc: "A256GCM",
      jwks_uri: keys,
    },
  ],
  conformIdTokenClaims: false,
  cookies: { keys: ["for tests only"] },
  features: {
    devInteractions: { enabled: false },
    encryption: { enabled: true },
    requestObjects: { enabled: true, requireSignedRequestObject: true },
    rpInitiatedLogout: { enabled: true },
  },
  // The library refuses to fetch from this machine, where the town of the tests is.
  fetch: (url, { dispatcher: _guard, ...options }) => globalThis.fetch(url, options),
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...persons[id] }) }),
  interactions: { url: (_context, interaction) => `/choose/${interaction.uid}` },
  jwks: { keys: [signing] },
  loadExistingGrant: (context) => {
    const { session, client: asking } = context.oidc;
    const grant = new context.oidc.provider.Grant({ clientId: asking.clientId, accountId: session.accountId });
    grant.addOIDCScope("openid");
    return grant.save().then(() => grant);
  },
  pkce: { required: () => true },
});
provider.on("server_error", (_context, error) => console.error(error));
for (const failed of ["authorization.error", "grant.error"]) {
  provider.on(failed, (_context, error) => console.error(failed, error.message, error.error_description, error.error_detail));
}

const answer = provider.callback();
createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, issuer);
  if (!pathname.startsWith("/choose/")) return answer(request, response);
  const person = searchParams.get("person");
  if (person === "nobody") {
    const refused = { error: "access_denied", error_description: "the person stopped" };
    return provider.interactionFinished(request, response, refused, { mergeWithLastSubmission: false });
  }
  if (person) {
    const result = { login: { accountId: person, acr: "loa2", remember: false } };
    return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }
  const details = await provider.interactionDetails(request, response);
  const ways = [...Object.keys(persons), "nobody"].map((id) => `<li><a href="?person=${id}">${id}</a></li>`);
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.end(
    `<!doctype html><html lang="en"><title>Provider</title><h1>Who are you?</h1>` +
      `<p id="locales">${details.params.ui_locales}</p><ul>${ways.join("")}</ul>`,
  );
}).listen(port, "127.0.0.1", () => console.log("ready"));
