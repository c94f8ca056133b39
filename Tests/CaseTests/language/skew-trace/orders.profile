{
  "dbmodelProfile": 1,
  "requests": 30,
  "keys": 8,
  "counting": "exact",
  "error": 0,
  "top": [
    14, 6, 4, 2, 1, 1, 1, 1
  ],
  "rest": []
}
