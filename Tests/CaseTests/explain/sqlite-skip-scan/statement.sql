select product from line where no = 3
