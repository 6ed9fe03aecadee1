export default class Command {}
