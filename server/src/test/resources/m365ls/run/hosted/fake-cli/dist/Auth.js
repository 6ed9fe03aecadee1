export class Connection { active = false; cloudType = 'Public'; accessTokens = {}; }
class Auth {
  static getEndpointForResource(resource) { return resource; }
  _connection = new Connection();
  get connection() { return this._connection; }
}
export default new Auth();
