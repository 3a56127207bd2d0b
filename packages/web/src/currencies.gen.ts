// Made by `npm run openapi` from the server's list of currencies.
export const currencies = {
  "USD": {
    "digits": 2,
    "symbol": "$",
    "name": "US dollar"
  },
  "EUR": {
    "digits": 2,
    "symbol": "€",
    "name": "Euro"
  },
  "GBP": {
    "digits": 2,
    "symbol": "£",
    "name": "Pound"
  },
  "JPY": {
    "digits": 0,
    "symbol": "¥",
    "name": "Yen"
  }
} as const
