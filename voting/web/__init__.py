"""The pages of voting, results and the electoral roll."""
