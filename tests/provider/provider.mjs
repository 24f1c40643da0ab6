// SPDX-License-Identifier: Apache-2.0
// A real OpenID Connect provider on a free port of this machine, with accounts that sign in by their name alone.
// usage: node provider.mjs RETURN_ADDRESS CLIENT_SECRET; its issuer is the first line of standard output.
import http from "node:http";
import Provider from "oidc-provider";

const [returnAddress, secret] = process.argv.slice(2);
const server = http.createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "sanqu", client_secret: secret, redirect_uris: [returnAddress], response_types: ["code"],
      grant_types: ["authorization_code"] }],
    pkce: { required: () => true },
    cookies: { keys: ["test"] },
    claims: { openid: ["sub", "amr"] },
    conformIdTokenClaims: false,
    findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
    features: { devInteractions: { enabled: true } },
  });
  server.on("request", provider.callback());
  console.log(issuer);
});
process.stdin.resume().on("end", () => process.exit(0)); // ends with whoever started it
