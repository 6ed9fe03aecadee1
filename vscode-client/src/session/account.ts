// Tokens of the account that the editor is signed in with.
import type { EditorTokenQuestion } from '../protocol';
import type { AccountQuestion } from './editor';

/** What to ask the editor's authentication provider; it takes application and tenant out of the scopes. */
export function accountQuestion(question: EditorTokenQuestion): AccountQuestion {
  return {
    provider: question.cloud === 'Public' ? 'microsoft' : 'microsoft-sovereign-cloud',
    scopes: [...question.scopes, `VSCODE_CLIENT_ID:${question.clientId}`, `VSCODE_TENANT:${question.tenant}`],
    account: question.account,
    challenge: challengeOf(question.claims),
    mayAsk: question.mayAsk,
  };
}

/** The header by which a service asks for claims, as the provider reads it; empty for no claims. */
export function challengeOf(claims: string): string {
  if (claims === '') {
    return '';
  }
  const encoded = Buffer.from(claims, 'utf8').toString('base64');
  return `Bearer realm="", error="insufficient_claims", claims="${encoded}"`;
}
